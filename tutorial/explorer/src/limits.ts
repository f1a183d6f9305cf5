/** Bounds of an exploration, each with a name, so that its end can be told. */

export interface Limits {
  /** Complete orders that are tried one by one. */
  readonly schedules: number;
  /** Steps of one order. A task that never ends reaches it. */
  readonly steps: number;
  /** Different states of a model. */
  readonly states: number;
  /** Time of the whole exploration. */
  readonly milliseconds: number;
  /**
   * Turns of the microtask queue that a task may take between two steps. One
   * that takes more is looping, or awaits something that is not a step.
   */
  readonly turns: number;
  /** Milliseconds that a task may await something that is not a step. */
  readonly patience: number;
  /** Milliseconds of one step. */
  readonly stepMilliseconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  schedules: 1_000_000,
  steps: 1_000,
  states: 1_000_000,
  milliseconds: 60_000,
  turns: 10_000,
  patience: 0,
  stepMilliseconds: 10_000,
};

/** The limits, and those that strategies have of their own. */
export type LimitName = keyof Limits | "preemptions" | "draws" | "stopAtFirst";

/** A limit that ended an exploration. */
export interface LimitReached {
  readonly name: LimitName;
  readonly value: number;
  /** What was reached, and what to do. */
  readonly text: string;
}

/** The defaults, changed as asked. A number that is no limit is an error. */
export function limitsOf(changes: Partial<Limits> = {}): Limits {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(DEFAULT_LIMITS, name))
      throw new RangeError(
        `There is no limit "${name}". The limits are ${Object.keys(DEFAULT_LIMITS).join(", ")}.`,
      );
    if (!(value >= 0))
      throw new RangeError(
        `The limit "${name}" is ${value}; it must be a number from 0.`,
      );
  }
  return { ...DEFAULT_LIMITS, ...changes };
}

/** The end at a limit, told in full sentences. */
export function reached(name: LimitName, value: number): LimitReached {
  const text = `The limit ${name}: ${value} was reached. ${ADVICE[name]}`;
  return { name, value, text };
}

const ADVICE: Readonly<Record<LimitName, string>> = {
  preemptions:
    "Orders with more were not tried. Allow more, or try every order.",
  draws: "Orders drawn at random prove nothing about the others.",
  stopAtFirst: "The search was to end at the first bad order.",
  schedules:
    "The orders beyond it were not tried. Raise it, or explore fewer or shorter tasks.",
  steps:
    "An order did not end: a task may be waiting in a loop. Raise it if the tasks are that long.",
  states: "Raise it, or explore fewer or shorter tasks.",
  milliseconds: "Raise it, or explore fewer or shorter tasks.",
  turns:
    "A task neither took a step nor ended. Put what it awaits into a step, or raise the limit.",
  patience:
    "A task awaited something that is not a step for too long. Put it into a step, or raise the limit.",
  stepMilliseconds:
    "A step did not end. If it waits for another task, say `mayBlock`; else raise the limit.",
};
