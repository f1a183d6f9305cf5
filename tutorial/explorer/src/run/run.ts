/** Runs the tasks once, in the order that a strategy chooses. */
import { reached } from "../limits.ts";
import { watched } from "./nondeterminism.ts";
import { optionsFor, reasonToWait } from "./options.ts";
import { Patience } from "./patience.ts";
import { tell } from "./perform.ts";
import type { Done } from "./perform.ts";
import type { TaskEnd } from "../scenario.ts";
import type { Choice } from "../schedule.ts";
import type { Ran, RunSetting } from "./setting.ts";
import { endlessStep, SlowSteps } from "./slow-steps.ts";
import { isPromise, TaskRun } from "./task-run.ts";
import type { Complain, Request } from "./task-run.ts";

/** One order, from a fresh world to its end. Rejects with what the strategy throws. */
export function runOnce<World>(
  setting: RunSetting<World>,
  world: World,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    new Run(setting, world, resolve, reject).goOn();
  });
}

/** What is waited for before the run goes on; undefined if it can at once. */
type Pause = Promise<unknown> | undefined;

class Run<World> {
  readonly #setting: RunSetting<World>;
  readonly #world: World;
  readonly #resolve: (ran: Ran) => void;
  readonly #reject: (error: unknown) => void;
  readonly #tasks: readonly TaskRun<World>[];
  readonly #patience: Patience;
  readonly #slow = new SlowSteps<World>();
  readonly #choices: Choice[] = [];
  /** How many tasks have been started. */
  #started = 0;
  #faults = 0;
  /** The task whose own code goes on. */
  #current: TaskRun<World> | undefined;
  #end: Ran | undefined;

  constructor(
    setting: RunSetting<World>,
    world: World,
    resolve: (ran: Ran) => void,
    reject: (error: unknown) => void,
  ) {
    this.#setting = setting;
    this.#world = world;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#patience = new Patience(setting.limits);
    this.#tasks = setting.actors.map(
      (actor) => new TaskRun(actor, this.#refuse, setting.isCareful),
    );
  }

  /**
   * Goes on until something has to be waited for, and after that again. There are
   * many such waits in each order, and a callback costs less than an `await`.
   */
  readonly goOn = (): void => {
    try {
      const pause = this.#toPause();
      if (pause) pause.then(this.goOn, this.#reject);
      else if (this.#end) this.#resolve(this.#end);
    } catch (error) {
      this.#reject(error);
    }
  };

  #toPause(): Pause {
    for (;;) {
      const busy = this.#current && this.#whileBusy(this.#current);
      if (busy || this.#end) return busy;
      const pause =
        this.#started < this.#tasks.length ? this.#start() : this.#next();
      if (pause) return pause;
    }
  }

  /** Each task runs to its first step before they take turns. */
  #start(): Pause {
    const task = this.#tasks[this.#started];
    this.#started += 1;
    if (!task?.actor.task) return undefined;
    this.#activate(task);
    task.start(this.#world);
    return undefined;
  }

  #activate(task: TaskRun<World>): void {
    this.#patience.renew();
    this.#current = task;
    task.phase = "running";
    task.isActive = true;
    watched.task = task;
  }

  /** The next wait while the task's own code is on its way to its next step or end. */
  #whileBusy(task: TaskRun<World>): Pause {
    if (task.phase === "running" && !this.#end) {
      const pause = this.#patience.next();
      if (pause) return pause;
      this.#refuse("unmanaged-promise", task.actor.name, this.#tooLong(task));
    }
    task.isActive = false;
    watched.task = undefined;
    this.#current = undefined;
    return undefined;
  }

  #tooLong({ where }: TaskRun<World>): string {
    const { turns, patience } = this.#setting.limits;
    return `${where} neither takes another step nor ends. It awaits something that is not a step, such as a timer or a request, or it loops without a step (limit turns: ${turns}). Put what it awaits into a step, or say how many milliseconds it may take (limit patience: ${patience}).`;
  }

  #next(): Pause {
    const settled = this.#slow.settled(this.#tasks);
    if (settled) {
      this.#activate(settled);
      settled.goOn?.();
      return undefined;
    }
    const pause = this.#slow.wait(this.#tasks);
    if (pause) return pause;
    const { scenario } = this.#setting;
    const options = optionsFor(
      this.#tasks,
      scenario,
      this.#world,
      this.#faults,
    );
    if (options.length > 0) return this.#choose(options);
    this.#complete();
    return undefined;
  }

  #choose(options: readonly Choice[]): Pause {
    const { strategy, limits } = this.#setting;
    if (this.#choices.length >= limits.steps) {
      this.#end = { kind: "stopped", limit: reached("steps", limits.steps) };
      return undefined;
    }
    const choice = options[strategy.choose(options)];
    const task = choice && this.#tasks[choice.actor];
    if (!choice || !task)
      throw new RangeError(`${strategy.name} chose what is not possible.`);
    this.#slow.renew();
    if (choice.turn !== "step") this.#faults += 1;
    if (choice.turn === "crash") return this.#crash(choice, task);
    return task.request
      ? this.#act(choice, task, task.request)
      : this.#replicate(choice);
  }

  #replicate(choice: Choice): Pause {
    this.#setting.scenario.faults?.replicate?.apply(this.#world);
    this.#note(choice, "the replica takes over a change");
    return undefined;
  }

  #crash(choice: Choice, task: TaskRun<World>): Pause {
    task.phase = "ended";
    task.end = { kind: "crashed" };
    const next = String(task.request?.name);
    this.#note(choice, `stops for good, before ${next}`);
    return undefined;
  }

  #act(choice: Choice, task: TaskRun<World>, request: Request): Pause {
    task.phase = "acting";
    task.steps += 1;
    watched.task = task;
    let result: unknown;
    try {
      result = request.action();
    } catch (error) {
      this.#acted(choice, task, request, { ok: false, error });
      return undefined;
    }
    watched.task = undefined;
    if (isPromise(result))
      return this.#actSlowly(choice, task, request, result);
    this.#acted(choice, task, request, { ok: true, value: result });
    return undefined;
  }

  async #actSlowly(
    choice: Choice,
    task: TaskRun<World>,
    request: Request,
    result: PromiseLike<unknown>,
  ): Promise<void> {
    const { limits } = this.#setting;
    const done = await this.#slow.done(task, request, {
      turn: choice.turn,
      result,
      most: limits.stepMilliseconds,
    });
    if (this.#end) return;
    if (done) {
      this.#acted(choice, task, request, done);
    } else if (request.options?.mayBlock === undefined) {
      const limit = endlessStep(task, request, limits);
      this.#end = { kind: "stopped", limit };
    } else {
      this.#slow.block(task);
      this.#note(choice, request.name);
    }
  }

  /** A step is done, and its task's own code goes on. */
  #acted(
    choice: Choice,
    task: TaskRun<World>,
    request: Request,
    done: Done,
  ): void {
    if (this.#end) return;
    this.#note(choice, request.name);
    this.#activate(task);
    tell(request, choice.turn, done);
  }

  #note(choice: Choice, action: string): void {
    this.#choices.push(choice);
    const { onStep } = this.#setting;
    if (!onStep) return;
    const waiting = this.#tasks.flatMap((task) => {
      const reason = reasonToWait(task);
      return reason === undefined ? [] : [`${task.actor.name} ${reason}`];
    });
    onStep(choice, action, this.#world, waiting);
  }

  #complete(): void {
    const ends: TaskEnd[] = [];
    for (const task of this.#tasks)
      if (task.actor.task) ends.push(task.end ?? blockedEnd(task));
    this.#end = { kind: "complete", choices: this.#choices, ends };
  }

  readonly #refuse: Complain = (name, task, text) => {
    this.#end ??= { kind: "refused", problem: { name, task, text } };
    this.#slow.interrupt();
  };
}

function blockedEnd<World>(task: TaskRun<World>): TaskEnd {
  return { kind: "blocked", reason: reasonToWait(task) ?? "waits" };
}
