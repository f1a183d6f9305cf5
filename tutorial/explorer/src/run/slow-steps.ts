/** Steps whose actions return promises, and those that block. */
import { reached } from "../limits.ts";
import type { LimitReached, Limits } from "../limits.ts";
import type { Turn } from "../schedule.ts";
import { inTime, tell } from "./perform.ts";
import type { Done } from "./perform.ts";
import type { Request, TaskRun } from "./task-run.ts";

export class SlowSteps<World> {
  /** Tasks whose steps go on while others take turns. */
  #blocked = 0;
  /** Whether a blocked step had its time to end since the last step. */
  #hasWaited = false;
  /** Ends the wait for a slow step. */
  #interrupt: (() => void) | undefined;
  /** Called when a blocked step ends in that time. */
  #wake: (() => void) | undefined;

  /** What an action comes to; undefined if it takes too long, or the run ends. */
  async done(
    task: TaskRun<World>,
    request: Request,
    { turn, result, most }: SlowStep,
  ): Promise<Done | undefined> {
    const late = (done: Done) => {
      task.phase = "settled";
      task.goOn = () => {
        tell(request, turn, done);
      };
      this.#wake?.();
    };
    const time = request.options?.mayBlock ?? most;
    const done = await inTime(result, time, late, (giveUp) => {
      this.#interrupt = giveUp;
    });
    this.#interrupt = undefined;
    return done;
  }

  /** The run has ended: no step is waited for any more. */
  interrupt(): void {
    this.#interrupt?.();
  }

  /** The step of a task goes on while others take turns. */
  block(task: TaskRun<World>): void {
    task.phase = "blocked";
    this.#blocked += 1;
  }

  /** Another step begins. */
  renew(): void {
    this.#hasWaited = false;
  }

  /** A blocked task whose step is done by now. */
  settled(tasks: readonly TaskRun<World>[]): TaskRun<World> | undefined {
    if (this.#blocked === 0) return undefined;
    const task = tasks.find(({ phase }) => phase === "settled");
    if (task) this.#blocked -= 1;
    return task;
  }

  /** After each step a blocked one may end: that is waited for, once. */
  wait(tasks: readonly TaskRun<World>[]): Promise<undefined> | undefined {
    if (this.#blocked === 0 || this.#hasWaited) return undefined;
    this.#hasWaited = true;
    const times = tasks.map(({ request }) => request?.options?.mayBlock ?? 0);
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
      const timer = setTimeout(wake, Math.max(...times));
      this.#wake = wake;
    });
  }
}

interface SlowStep {
  readonly turn: Turn;
  readonly result: PromiseLike<unknown>;
  /** Milliseconds that it may take, if it may not block. */
  readonly most: number;
}

/** Why an order ends at a step that does not. */
export function endlessStep<World>(
  { actor }: TaskRun<World>,
  { name }: Request,
  { stepMilliseconds }: Limits,
): LimitReached {
  const limit = reached("stepMilliseconds", stepMilliseconds);
  const text = `The step \`${name}\` of \`${actor.name}\` did not end. ${limit.text}`;
  return { ...limit, text };
}
