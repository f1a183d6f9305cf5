/** What may happen next. */
import type { Scenario } from "../scenario.ts";
import type { Choice, Turn } from "../schedule.ts";
import type { TaskRun } from "./task-run.ts";

/** Every choice there is, first task first. `faults` have happened already. */
export function optionsFor<World>(
  tasks: readonly TaskRun<World>[],
  { faults }: Scenario<World>,
  world: World,
  faultsSoFar: number,
): readonly Choice[] {
  if (!faults && tasks.length <= MOST_KEPT) return stepsOf(tasks);
  const mayFail = faultsSoFar < (faults?.most ?? 1);
  const options: Choice[] = [];
  for (let actor = 0; actor < tasks.length; actor += 1) {
    const task = tasks[actor];
    if (!task) continue;
    if (!task.actor.task) {
      if (faults?.replicate?.when(world)) options.push(choice(actor, "step"));
      continue;
    }
    if (task.phase !== "waiting") continue;
    const canStep = reasonToWait(task) === undefined;
    if (canStep) options.push(choice(actor, "step"));
    if (!mayFail) continue;
    if (canStep && task.actor.mayTimeOut)
      options.push(choice(actor, "timeout"));
    if (task.actor.mayCrash && task.steps > 0)
      options.push(choice(actor, "crash"));
  }
  return options;
}

/** So many tasks have few enough lists of steps to keep them all. */
const MOST_KEPT = 10;

/** Without faults: a step of each task that can take one. Each list is made once. */
function stepsOf<World>(tasks: readonly TaskRun<World>[]): readonly Choice[] {
  let key = 0;
  for (let actor = 0; actor < tasks.length; actor += 1) {
    const task = tasks[actor];
    if (task?.phase === "waiting" && reasonToWait(task) === undefined)
      key |= 1 << actor;
  }
  return (kept[key] ??= Object.freeze(
    [...tasks.keys()]
      .filter((actor) => key & (1 << actor))
      .map((actor) => choice(actor, "step")),
  ));
}

/** By the bits of the tasks in them. */
const kept: (readonly Choice[])[] = [];

/** Why a task cannot take the step that it asks for; undefined if it can. */
export function reasonToWait<World>({
  phase,
  request,
}: TaskRun<World>): string | undefined {
  if (phase === "blocked")
    return `waits in \`${String(request?.name)}\`, which does not end yet`;
  const when = phase === "waiting" ? request?.options?.when : undefined;
  if (!when) return undefined;
  const answer = when();
  return answer === true
    ? undefined
    : `waits for \`${String(request?.name)}\`: ${answer}`;
}

/** Choices are compared often and never changed: one object for each will do. */
function choice(actor: number, turn: Turn): Choice {
  const known = made[turn][actor];
  if (known) return known;
  const fresh: Choice = { actor, turn };
  made[turn][actor] = fresh;
  return fresh;
}

const made: Readonly<Record<Turn, Choice[]>> = {
  step: [],
  crash: [],
  timeout: [],
};
