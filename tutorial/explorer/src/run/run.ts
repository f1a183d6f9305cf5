/** Runs the tasks once, in the order that a strategy chooses. */
import type { Actor } from "../actors.ts";
import { reached } from "../limits.ts";
import type { LimitReached, Limits } from "../limits.ts";
import { now, watched } from "./nondeterminism.ts";
import { optionsFor, reasonToWait } from "./options.ts";
import { inTime, tell } from "./perform.ts";
import type { Done } from "./perform.ts";
import type { Problem, ProblemName } from "../problem.ts";
import type { Scenario, TaskEnd } from "../scenario.ts";
import type { Choice } from "../schedule.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { isPromise, TaskRun } from "./task-run.ts";
import type { Request } from "./task-run.ts";

/** How one run went. */
export type Ran =
  | {
      readonly kind: "complete";
      readonly choices: readonly Choice[];
      /** Of the tasks, in their order. */
      readonly ends: readonly TaskEnd[];
    }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "stopped"; readonly limit: LimitReached };

export interface RunSetting<World> {
  readonly scenario: Scenario<World>;
  readonly actors: readonly Actor<World>[];
  readonly strategy: Strategy;
  readonly limits: Limits;
  /** Notices steps that nobody awaits, whatever comes after them. */
  readonly isCareful?: boolean;
  /** Told of each step when it is done, as the task names it, and of who waits. */
  readonly onStep?: (
    choice: Choice,
    action: string,
    world: World,
    waiting: readonly string[],
  ) => void;
}

/** One order, from a fresh world to its end. Rejects with what the strategy throws. */
export function runOnce<World>(
  setting: RunSetting<World>,
  world: World,
): Promise<Ran> {
  return new Run(setting, world).go();
}

class Run<World> {
  readonly #setting: RunSetting<World>;
  readonly #world: World;
  readonly #tasks: readonly TaskRun<World>[];
  readonly #choices: Choice[] = [];
  #faults = 0;
  #end: Ran | undefined;
  /** Turns of the microtask queue since the current task goes on. */
  #turns = 0;
  /** Since when the current task has had all its turns; 0 when it has not. */
  #impatientFrom = 0;
  /** Tasks whose steps go on while others take turns. */
  #blocked = 0;
  /** Whether a blocked step had its time to end since the last step. */
  #hasWaited = false;
  /** Ends the wait for a slow step. */
  #interrupt: (() => void) | undefined;
  /** Called when a blocked step ends in that time. */
  #wake: (() => void) | undefined;

  constructor(setting: RunSetting<World>, world: World) {
    this.#setting = setting;
    this.#world = world;
    const isCareful = setting.isCareful ?? false;
    this.#tasks = setting.actors.map((actor) => {
      const complain = (name: ProblemName, text: string) => {
        this.#refuse(name, actor.name, text);
      };
      return new TaskRun(actor, complain, isCareful);
    });
  }

  /** Lets each task run to its first step, then lets them take turns. */
  async go(): Promise<Ran> {
    for (const task of this.#tasks) {
      if (!task.actor.task) continue;
      this.#activate(task);
      task.start(this.#world);
      while (this.#isBusy(task)) await this.#turn(task);
    }
    while (!this.#end) {
      const next = this.#next();
      const task = next instanceof Promise ? await next : next;
      if (task) while (this.#isBusy(task)) await this.#turn(task);
    }
    return this.#end;
  }

  #activate(task: TaskRun<World>): void {
    this.#turns = 0;
    this.#impatientFrom = 0;
    task.phase = "running";
    task.isActive = true;
    watched.task = task;
  }

  /** Whether the task's own code is still on its way to its next step or end. */
  #isBusy(task: TaskRun<World>): boolean {
    if (task.phase === "running" && !this.#end) return true;
    task.isActive = false;
    watched.task = undefined;
    return false;
  }

  /** One more turn of the microtask queue; then patience, then a refusal. */
  #turn(task: TaskRun<World>): undefined | Promise<void> {
    const { turns, patience } = this.#setting.limits;
    this.#turns += 1;
    if (this.#turns <= turns) return undefined;
    this.#impatientFrom ||= now();
    if (now() - this.#impatientFrom < patience)
      return new Promise((resolve) => {
        setImmediate(resolve);
      });
    const text = `${task.where} neither takes another step nor ends. It awaits something that is not a step, such as a timer or a request, or it loops without a step (limit turns: ${turns}). Put what it awaits into a step, or say how many milliseconds it may take (limit patience: ${patience}).`;
    this.#refuse("unmanaged-promise", task.actor.name, text);
    return undefined;
  }

  /** What happens next; the task whose own code goes on then, if one does. */
  #next(): TaskRun<World> | undefined | Promise<TaskRun<World> | undefined> {
    if (this.#blocked > 0) {
      const settled = this.#tasks.find(({ phase }) => phase === "settled");
      if (settled) return this.#goOn(settled);
      if (!this.#hasWaited) return this.#waitForBlocked();
    }
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

  #goOn(settled: TaskRun<World>): TaskRun<World> {
    this.#blocked -= 1;
    this.#activate(settled);
    settled.goOn?.();
    return settled;
  }

  #choose(options: readonly Choice[]) {
    const { strategy, limits } = this.#setting;
    if (this.#choices.length >= limits.steps) {
      const limit = reached("steps", limits.steps);
      this.#end = { kind: "stopped", limit };
      return undefined;
    }
    const choice = options[strategy.choose(options)];
    const task = choice && this.#tasks[choice.actor];
    if (!choice || !task)
      throw new RangeError(`${strategy.name} chose what is not possible.`);
    this.#hasWaited = false;
    if (choice.turn !== "step") this.#faults += 1;
    if (choice.turn === "step" && !task.request) this.#replicate(choice);
    if (choice.turn === "crash") this.#crash(choice, task);
    return choice.turn !== "crash" && task.request
      ? this.#act(choice, task, task.request)
      : undefined;
  }

  #replicate(choice: Choice): void {
    this.#setting.scenario.faults?.replicate?.apply(this.#world);
    this.#note(choice, "the replica takes over a change");
  }

  #crash(choice: Choice, task: TaskRun<World>): void {
    task.phase = "ended";
    task.end = { kind: "crashed" };
    const next = String(task.request?.name);
    this.#note(choice, `stops for good, before ${next}`);
  }

  #act(choice: Choice, task: TaskRun<World>, request: Request) {
    task.phase = "acting";
    task.steps += 1;
    watched.task = task;
    let result: unknown;
    try {
      result = request.action();
    } catch (error) {
      return this.#acted(choice, task, request, { ok: false, error });
    }
    watched.task = undefined;
    if (isPromise(result))
      return this.#actSlowly(choice, task, request, result);
    return this.#acted(choice, task, request, { ok: true, value: result });
  }

  async #actSlowly(
    choice: Choice,
    task: TaskRun<World>,
    request: Request,
    result: PromiseLike<unknown>,
  ): Promise<TaskRun<World> | undefined> {
    const { stepMilliseconds } = this.#setting.limits;
    const { mayBlock } = request.options ?? {};
    const late = (done: Done) => {
      task.phase = "settled";
      task.goOn = () => {
        tell(request, choice.turn, done);
      };
      this.#wake?.();
    };
    const time = mayBlock ?? stepMilliseconds;
    const done = await inTime(result, time, late, (giveUp) => {
      this.#interrupt = giveUp;
    });
    this.#interrupt = undefined;
    if (this.#end) return undefined;
    if (done) return this.#acted(choice, task, request, done);
    if (mayBlock === undefined) {
      this.#giveUp(task, request);
      return undefined;
    }
    task.phase = "blocked";
    this.#blocked += 1;
    this.#note(choice, request.name);
    return undefined;
  }

  /** A step is done, and its task's own code goes on. */
  #acted(
    choice: Choice,
    task: TaskRun<World>,
    request: Request,
    done: Done,
  ): TaskRun<World> | undefined {
    if (this.#end) return undefined;
    this.#note(choice, request.name);
    this.#activate(task);
    tell(request, choice.turn, done);
    return task;
  }

  #giveUp({ actor }: TaskRun<World>, { name }: Request): void {
    const { stepMilliseconds } = this.#setting.limits;
    const limit = reached("stepMilliseconds", stepMilliseconds);
    const text = `The step \`${name}\` of \`${actor.name}\` did not end. ${limit.text}`;
    this.#end = { kind: "stopped", limit: { ...limit, text } };
  }

  /** After each step a blocked one may end: that is waited for, once. */
  #waitForBlocked(): Promise<undefined> {
    this.#hasWaited = true;
    const times = this.#tasks.map(({ request }) => request?.options?.mayBlock);
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => {
          resolve(undefined);
        },
        Math.max(...times.map((time) => time ?? 0)),
      );
      this.#wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
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

  #refuse(name: ProblemName, task: string, text: string): void {
    this.#end ??= { kind: "refused", problem: { name, task, text } };
    this.#interrupt?.();
  }
}

function blockedEnd<World>(task: TaskRun<World>): TaskEnd {
  return { kind: "blocked", reason: reasonToWait(task) ?? "waits" };
}
