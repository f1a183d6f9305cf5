/** What a choice does: a step, a step that times out, a crash, a replication. */
import { watched } from "./nondeterminism.ts";
import { tell } from "./perform.ts";
import type { Done } from "./perform.ts";
import type { Progress } from "./progress.ts";
import type { Choice } from "../schedule.ts";
import { endlessStep } from "./slow-steps.ts";
import { isPromise } from "./task-run.ts";
import type { Request, TaskRun } from "./task-run.ts";

/** Takes a task's turn; a promise if that is not done at once. */
export function takeTurn<World>(
  progress: Progress<World>,
  choice: Choice,
  task: TaskRun<World>,
): Promise<void> | undefined {
  const { request } = task;
  if (choice.turn !== "step") progress.faults += 1;
  if (choice.turn === "crash") crash(progress, choice, task);
  else if (request) return act(progress, { choice, task, request });
  else replicate(progress, choice);
  return undefined;
}

/** A step that is being taken. */
interface Taken<World> {
  readonly choice: Choice;
  readonly task: TaskRun<World>;
  readonly request: Request;
}

function replicate<World>(progress: Progress<World>, choice: Choice): void {
  const { setting, world } = progress;
  setting.scenario.faults?.replicate?.apply(world);
  progress.note(choice, "the replica takes over a change");
}

function crash<World>(
  progress: Progress<World>,
  choice: Choice,
  task: TaskRun<World>,
): void {
  task.phase = "ended";
  task.end = { kind: "crashed" };
  const next = String(task.request?.name);
  progress.note(choice, `stops for good, before ${next}`);
}

function act<World>(
  progress: Progress<World>,
  taken: Taken<World>,
): Promise<void> | undefined {
  const { task, request } = taken;
  task.phase = "acting";
  task.steps += 1;
  watched.task = task;
  let result: unknown;
  try {
    result = request.action();
  } catch (error) {
    acted(progress, taken, { ok: false, error });
    return undefined;
  }
  watched.task = undefined;
  if (isPromise(result)) return actSlowly(progress, taken, result);
  acted(progress, taken, { ok: true, value: result });
  return undefined;
}

async function actSlowly<World>(
  progress: Progress<World>,
  taken: Taken<World>,
  result: PromiseLike<unknown>,
): Promise<void> {
  const { choice, task, request } = taken;
  const { limits } = progress.setting;
  const done = await progress.slow.done(task, request, {
    turn: choice.turn,
    result,
    most: limits.stepMilliseconds,
  });
  if (progress.end) return;
  if (done) {
    acted(progress, taken, done);
  } else if (request.options?.mayBlock === undefined) {
    const limit = endlessStep(task, request, limits);
    progress.end = { kind: "stopped", limit };
  } else {
    progress.slow.block(task);
    progress.note(choice, request.name);
  }
}

/** A step is done, and its task's own code goes on. */
function acted<World>(
  progress: Progress<World>,
  { choice, task, request }: Taken<World>,
  done: Done,
): void {
  if (progress.end) return;
  progress.note(choice, request.name);
  progress.activate(task);
  tell(request, choice.turn, done);
}
