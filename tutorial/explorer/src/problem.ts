/** Why tasks cannot be explored as they are. */

export type ProblemName =
  /** There is nothing to run. */
  | "no-tasks"
  /** More tasks than a schedule code has letters. */
  | "too-many-tasks"
  /** A task awaits something that is not a step, or loops without one. */
  | "unmanaged-promise"
  /** A task went on, or ended, without awaiting its step. */
  | "unawaited-step"
  /** A task asked for two steps at once. */
  | "parallel-steps"
  /** A step was asked for when it was not the task's turn. */
  | "step-out-of-turn"
  /** A promise of a task was rejected and nobody handled it. */
  | "late-rejection"
  /** A task reads the clock. */
  | "clock"
  /** A task draws random numbers. */
  | "randomness"
  /** The same choices led to other steps. */
  | "diverged"
  /** The world could not be made, or cleared away. */
  | "world"
  /** The invariant answered with something else than `true` or a sentence. */
  | "invariant-answer"
  /** A schedule code that does not fit the tasks. */
  | "schedule"
  /** A model with an unknown protocol. */
  | "unknown-protocol"
  /** More orders than a number can count exactly. */
  | "too-many-orders";

export interface Problem {
  readonly name: ProblemName;
  /** The task it is about. */
  readonly task?: string;
  /** What is wrong and what to do, in full sentences. */
  readonly text: string;
}
