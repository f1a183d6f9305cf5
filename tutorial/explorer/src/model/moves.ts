/** Which steps can be taken in a state, and what each leads to. */
import { apply } from "./apply.ts";
import { Draft } from "./draft.ts";
import type { Model, Operation } from "./operation.ts";
import type { State } from "./state.ts";
import type { Wait } from "./wait.ts";

/** One way to go on. */
export interface Move {
  /** Place of the task; the place after the last one is the replication. */
  readonly actor: number;
  readonly kind: "step" | "crash" | "replicate";
  /** What is done; of a crash and a replication nothing. */
  readonly operation?: Operation;
  readonly to: State;
}

/** All moves, first task first, and the tasks that wait. */
export interface Moves {
  readonly moves: readonly Move[];
  readonly waits: readonly (Wait & { readonly actor: number })[];
}

export function movesIn(state: State, model: Prepared): Moves {
  const moves: Move[] = [];
  const waits: (Wait & { actor: number })[] = [];
  state.tasks.forEach(({ end, next }, actor) => {
    if (end !== "running") return;
    const operations = model.operations[actor] ?? [];
    const place = placeAfterCrashes(operations, next);
    const operation = operations[place];
    const to = apply(at(state, actor, place), actor, operations);
    if ("waitsFor" in to) waits.push({ actor, ...to });
    else
      moves.push({ actor, kind: "step", ...(operation && { operation }), to });
    if (place > next)
      moves.push({ actor, kind: "crash", to: crash(state, actor) });
  });
  const replicated = model.hasReplica ? replicate(state) : undefined;
  if (replicated)
    moves.push({
      actor: state.tasks.length,
      kind: "replicate",
      to: replicated,
    });
  return { moves, waits };
}

/** A model with what is asked of it in every state. */
export interface Prepared {
  /** Of each task, without crashes at its end, which change nothing. */
  readonly operations: readonly (readonly Operation[])[];
  readonly hasReplica: boolean;
}

export function prepare({ tasks }: Pick<Model, "tasks">): Prepared {
  const operations = tasks.map((task) => withoutLastCrashes(task.operations));
  return {
    operations,
    hasReplica: operations.flat().some((one) => isReplicaRead(one)),
  };
}

function isReplicaRead(operation: Operation): boolean {
  if (operation.op === "atomic")
    return operation.operations.some(isReplicaRead);
  return operation.op === "row.read" && operation.replica === true;
}

function withoutLastCrashes(operations: readonly Operation[]) {
  const last = operations.findLastIndex(({ op }) => op !== "crash");
  return operations.slice(0, last + 1);
}

function placeAfterCrashes(operations: readonly Operation[], from: number) {
  let place = from;
  while (operations[place]?.op === "crash") place += 1;
  return place;
}

function at(state: State, actor: number, next: number): State {
  const task = state.tasks[actor];
  if (!task || task.next === next) return state;
  return { ...state, tasks: state.tasks.with(actor, { ...task, next }) };
}

function crash(state: State, actor: number): State {
  const draft = new Draft(state, actor, false);
  draft.end("crashed");
  return draft.done();
}

function replicate({ stores, tasks }: State): State | undefined {
  const [oldest, ...later] = stores.replicating;
  if (!oldest) return undefined;
  return { tasks, stores: { ...stores, replica: oldest, replicating: later } };
}
