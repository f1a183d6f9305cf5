/** One task of one order: where it stands, and the step it asks for. */
import type { Actor } from "../actors.ts";
import type { ProblemName } from "../problem.ts";
import type { Step, StepOptions, TaskEnd } from "../scenario.ts";
import { StepPromise } from "./step-promise.ts";

/** A step that a task has asked for. */
export interface Request {
  readonly name: string;
  readonly action: () => unknown;
  readonly options: StepOptions | undefined;
  /** Ends the promise that the task awaits. */
  keep: (value: unknown) => void;
  reject: (error: unknown) => void;
}

export type Phase =
  /** Its own code is running, up to its next step or its end. */
  | "running"
  /** It has asked for a step, and awaits it. */
  | "waiting"
  /** Its step is going on. */
  | "acting"
  /** Its step is going on, and waits for others. */
  | "blocked"
  /** The step that was blocked is done; its own code has not gone on yet. */
  | "settled"
  | "ended";

/** Told of what a task does wrong. */
export type Complain = (name: ProblemName, task: string, text: string) => void;

const away =
  "when it is not its turn. Use only the `step` that was given to the task itself, and await everything.";

const OUT_OF_TURN: Readonly<Record<Phase, string>> = {
  acting: "inside a step. A step happens as a whole: take one after the other.",
  ended: "after it has ended. Await everything that a task begins.",
  running: away,
  blocked: away,
  settled: away,
  waiting: away,
};

export class TaskRun<World> {
  readonly actor: Actor<World>;
  phase: Phase = "running";
  request: Request | undefined;
  end: TaskEnd | undefined;
  /** Steps that it has taken. */
  steps = 0;
  /** What a blocked step came to. */
  goOn: (() => void) | undefined;
  /** Whether it is this task's turn. */
  isActive = false;
  #isAwaited = true;
  readonly #complain: Complain;
  readonly #isCareful: boolean;

  /** A careful run notices steps that nobody awaits; it is slower. */
  constructor(actor: Actor<World>, complain: Complain, isCareful: boolean) {
    this.actor = actor;
    this.#complain = complain;
    this.#isCareful = isCareful;
  }

  /** Calls the task's function; what it does is seen by `phase`. */
  start(world: World): void {
    try {
      const ending = this.actor.task?.(world, this.#step);
      if (isPromise(ending))
        ending.then(
          (value) => {
            this.#finish({ kind: "returned", value });
          },
          (error: unknown) => {
            this.#finish({ kind: "threw", error });
          },
        );
      else this.#finish({ kind: "returned", value: ending });
    } catch (error) {
      this.#finish({ kind: "threw", error });
    }
  }

  /** In words, for messages: "`reader`, after its step `db.read`,". */
  get where(): string {
    const relation = this.phase === "acting" ? "in" : "after";
    const last = this.request?.name;
    const place =
      last === undefined
        ? "before its first step"
        : `${relation} its step \`${last}\``;
    return `\`${this.actor.name}\`, ${place},`;
  }

  /** What the task is given. A step that is refused never ends: the run does. */
  readonly #step: Step = <Result>(
    name: string,
    action: () => Result | Promise<Result>,
    options?: StepOptions,
  ) => {
    if (!this.#isAwaited || this.phase !== "running" || !this.isActive) {
      this.#refuse(name);
      return new Promise<Result>(() => undefined);
    }
    this.request = { name, action, options, keep: noOne, reject: noOne };
    if (this.#isCareful) return this.#carefulStep();
    this.phase = "waiting";
    return new Promise<Result>(this.#promised);
  };

  /** Notes how the promise of the step is ended. One for all steps. */
  readonly #promised = (
    keep: (value: never) => void,
    reject: (error: unknown) => void,
  ): void => {
    if (!this.request) return;
    this.request.keep = keep as (value: unknown) => void;
    this.request.reject = reject;
  };

  /** The step counts as asked for when it is awaited, not when it is made. */
  #carefulStep<Result>(): Promise<Result> {
    this.#isAwaited = false;
    const promise = new StepPromise<Result>(this.#promised);
    promise.onAwait = () => {
      if (this.#isAwaited) return;
      this.#isAwaited = true;
      if (this.phase === "running") this.phase = "waiting";
    };
    return promise;
  }

  #refuse(name: string): void {
    const who = `\`${this.actor.name}\` asks for the step \`${name}\``;
    const isParallel = !this.#isAwaited || this.phase === "waiting";
    if (isParallel)
      this.#complain(
        "parallel-steps",
        this.actor.name,
        `${who} while its step \`${String(this.request?.name)}\` is still to come. Await each step, and give what runs at the same time a task of its own.`,
      );
    else
      this.#complain(
        "step-out-of-turn",
        this.actor.name,
        `${who} ${OUT_OF_TURN[this.phase]}`,
      );
  }

  #finish(end: TaskEnd): void {
    if (this.phase === "ended") return;
    if (!this.#isAwaited || this.phase !== "running") {
      this.#complain(
        "unawaited-step",
        this.actor.name,
        `\`${this.actor.name}\` ended without awaiting its step \`${String(this.request?.name)}\`. Write \`await step(…)\`, and await the functions that call it.`,
      );
      return;
    }
    this.phase = "ended";
    this.end = end;
  }
}

/** Until the step has a promise. */
function noOne(): void {
  // Nobody awaits it yet.
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  );
}
