/** Runs the tasks once, in the order that a strategy chooses. */
import { reached } from "../limits.ts";
import { optionsFor } from "./options.ts";
import { Progress } from "./progress.ts";
import type { Choice } from "../schedule.ts";
import type { Ran, RunSetting } from "./setting.ts";
import { takeTurn } from "./take-turn.ts";
import type { TaskRun } from "./task-run.ts";

/** One order, from a fresh world to its end. Rejects with what the strategy throws. */
export function runOnce<World>(
  setting: RunSetting<World>,
  world: World,
): Promise<Ran> {
  const progress = new Progress(setting, world);
  return new Promise((resolve, reject) => {
    new Run(progress, resolve, reject).goOn();
  });
}

/** What is waited for before the run goes on; undefined if it can at once. */
type Pause = Promise<unknown> | undefined;

class Run<World> {
  readonly #progress: Progress<World>;
  readonly #resolve: (ran: Ran) => void;
  readonly #reject: (error: unknown) => void;
  /** How many tasks have been started. */
  #started = 0;

  constructor(
    progress: Progress<World>,
    resolve: (ran: Ran) => void,
    reject: (error: unknown) => void,
  ) {
    this.#progress = progress;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /**
   * Goes on until something has to be waited for, and after that again. There are
   * many such waits in each order, and a callback costs less than an `await`.
   */
  readonly goOn = (): void => {
    try {
      const pause = this.#toPause();
      if (pause) pause.then(this.goOn, this.#reject);
      else if (this.#progress.end) this.#resolve(this.#progress.end);
    } catch (error) {
      this.#reject(error);
    }
  };

  /** The next thing to wait for; undefined at the end. */
  #toPause(): Pause {
    const progress = this.#progress;
    for (;;) {
      const busy = progress.current && this.#whileBusy(progress.current);
      if (busy || progress.end) return busy;
      const pause =
        this.#started < progress.tasks.length ? this.#start() : this.#next();
      if (pause) return pause;
    }
  }

  /** Each task runs to its first step before they take turns. */
  #start(): Pause {
    const { tasks, world } = this.#progress;
    const task = tasks[this.#started];
    this.#started += 1;
    if (!task?.actor.task) return undefined;
    this.#progress.activate(task);
    task.start(world);
    return undefined;
  }

  /** The next wait while the task's own code is on its way to its next step or end. */
  #whileBusy(task: TaskRun<World>): Pause {
    const { end, patience, refuse } = this.#progress;
    if (task.phase === "running" && !end) {
      const pause = patience.next();
      if (pause) return pause;
      const text = `${task.where} ${patience.ended}`;
      refuse("unmanaged-promise", task.actor.name, text);
    }
    this.#progress.deactivate(task);
    return undefined;
  }

  #next(): Pause {
    const { setting, tasks, slow, world, faults } = this.#progress;
    const settled = slow.settled(tasks);
    if (settled) {
      this.#progress.activate(settled);
      settled.goOn?.();
      return undefined;
    }
    const pause = slow.wait(tasks);
    if (pause) return pause;
    const options = optionsFor(tasks, setting.scenario, world, faults);
    if (options.length > 0) return this.#choose(options);
    this.#progress.complete();
    return undefined;
  }

  #choose(options: readonly Choice[]): Pause {
    const progress = this.#progress;
    const { strategy, limits } = progress.setting;
    if (progress.choices.length >= limits.steps) {
      const limit = reached("steps", limits.steps);
      progress.end = { kind: "stopped", limit };
      return undefined;
    }
    const choice = options[strategy.choose(options)];
    const task = choice && progress.tasks[choice.actor];
    if (!choice || !task)
      throw new RangeError(`${strategy.name} chose what is not possible.`);
    progress.slow.renew();
    return takeTurn(progress, choice, task);
  }
}
