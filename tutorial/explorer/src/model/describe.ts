/** A model's states and moves in words. */
import { REPLICATION } from "../actors.ts";
import type { Move, Moves } from "./moves.ts";
import type { ModelTask, Operation } from "./operation.ts";
import { MAIN, isSame } from "./state.ts";
import type { Entry, State, Stores, Value } from "./state.ts";

/** The name of the actor at a place. */
export function actorAt(tasks: readonly ModelTask[], place: number): string {
  return tasks[place]?.actor ?? REPLICATION;
}

/** What a move does, in the words of the operations. */
export function actionOf({ kind, operation }: Move): string {
  if (kind === "crash") return "stops for good";
  if (kind === "replicate") return "the replica takes over a change";
  return operation ? wordsFor(operation) : "";
}

function wordsFor(operation: Operation): string {
  if (operation.op === "atomic")
    return operation.operations.map(wordsFor).join(" + ");
  return [operation.op, ...remarksOn(operation)].join(" ");
}

function remarksOn(operation: Exclude<Operation, { op: "atomic" }>): string[] {
  switch (operation.op) {
    case "cache.get":
      return operation.lease ? ["(leases)"] : [];
    case "cache.set":
      return [
        ...(operation.key ? [operation.key] : []),
        ...(operation.onlyIf ? [`if ${operation.onlyIf}`] : []),
      ];
    case "cache.delete":
      return operation.tombstone ? ["(tombstone)"] : [];
    case "row.read":
      if (operation.orPrimary) return ["from the replica, or the primary"];
      return operation.replica ? ["from the replica"] : [];
    case "row.write":
      return operation.guard ? ["if unchanged"] : [];
    case "row.insert":
      return operation.unique ? ["if there is none"] : [];
    case "effect.apply":
      return [operation.name, ...(operation.once ? ["once"] : [])];
    case "lock.take":
    case "lock.release":
      return [operation.name];
    default:
      return [];
  }
}

/** The stores as the columns of a table; only those that the model uses. */
export function columnsOf(
  state: State,
  tasks: readonly ModelTask[],
): Readonly<Record<string, string>> {
  const uses = usedBy(tasks);
  const { stores } = state;
  return Object.fromEntries(
    COLUMNS.filter(({ prefix }) => uses.some((op) => op.startsWith(prefix)))
      .filter(({ when }) => when?.(tasks) ?? true)
      .map(({ name, show }) => [name, show(stores, tasks)]),
  );
}

interface Column {
  readonly name: string;
  /** Beginning of the operations that make it worth showing. */
  readonly prefix: string;
  readonly when?: (tasks: readonly ModelTask[]) => boolean;
  readonly show: (stores: Stores, tasks: readonly ModelTask[]) => string;
}

const COLUMNS: readonly Column[] = [
  {
    name: "cache",
    prefix: "cache.",
    show: ({ cache }, tasks) => entryWords(cache[MAIN], tasks),
  },
  {
    name: "database",
    prefix: "row.",
    show: ({ row, rows }, tasks) =>
      rows > 1 ? `${rows} rows` : valueWords(row, tasks),
  },
  {
    name: "replica",
    prefix: "row.read",
    when: (tasks) =>
      tasks.some(({ operations }) =>
        operations.some((one) => one.op === "row.read" && one.replica),
      ),
    show: ({ replica }, tasks) => valueWords(replica, tasks),
  },
  {
    name: "marker",
    prefix: "marker.",
    show: ({ marker }) => (marker ? "set" : "none"),
  },
  {
    name: "effects",
    prefix: "effect.",
    show: ({ effects }) => String(total(effects)),
  },
  {
    name: "messages",
    prefix: "message.",
    show: ({ messages }) => String(messages),
  },
  {
    name: "answers",
    prefix: "response.",
    show: ({ answers }, tasks) =>
      answers.map(({ value }) => valueWords(value, tasks)).join(", ") || "none",
  },
];

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function usedBy(tasks: readonly ModelTask[]): readonly string[] {
  const names = ({ op, ...rest }: Operation): string[] =>
    "operations" in rest ? rest.operations.flatMap(names) : [op];
  return tasks.flatMap(({ operations }) => operations.flatMap(names));
}

function entryWords(
  entry: Entry | undefined,
  tasks: readonly ModelTask[],
): string {
  switch (entry?.kind) {
    case undefined:
      return "empty";
    case "value":
      return valueWords(entry.value, tasks);
    case "tombstone":
      return `tombstone ${entry.version}`;
    case "lease":
      return `lease of ${actorAt(tasks, entry.by)}`;
  }
}

/** `old`, `new` where one task writes, else whose changes it has. */
function valueWords(
  value: Value | undefined,
  tasks: readonly ModelTask[],
): string {
  if (!value) return "none";
  if (value.changes.length === 0) return "old";
  const writers = tasks.filter(({ operations }) =>
    operations.some(({ op }) => /^row\.(?:write|change|insert)/u.test(op)),
  );
  if (writers.length === 1) return "new";
  const actors = value.changes.map((change) =>
    actorAt(tasks, Number.parseInt(change, 10)),
  );
  return [...new Set(actors)].map((actor) => `${actor}'s`).join(" + ");
}

/** Who waits in a state, a sentence each. */
export function waitingIn(
  { waits }: Pick<Moves, "waits">,
  tasks: readonly ModelTask[],
): readonly string[] {
  return waits.map(({ actor, waitsFor }) => {
    const who = actorAt(tasks, actor);
    return "lock" in waitsFor
      ? `${who} waits for the lock ${waitsFor.lock}, which ${actorAt(tasks, waitsFor.heldBy)} holds`
      : `${who} waits for the transaction of ${actorAt(tasks, waitsFor.transactionOf)}`;
  });
}

/** Whether the cache is empty, or holds what the row holds. */
export function isCacheCurrent({ cache, row }: Stores): boolean {
  const entry = cache[MAIN];
  return entry?.kind !== "value" || isSame(entry.value, row);
}
