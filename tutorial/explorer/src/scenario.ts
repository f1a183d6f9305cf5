/** What is explored: a fresh world, a few tasks on it, and what must hold at the end. */

/**
 * One thing that a task does to the world. It happens as a whole, at a moment
 * that the explorer chooses; the promise tells when, and must be awaited.
 */
export type Step = <Result>(
  /** Short: `cache.get`. It names the step in orders. */
  name: string,
  action: () => Result | Promise<Result>,
  options?: StepOptions,
) => Promise<Result>;

export interface StepOptions {
  /**
   * Whether the step can be taken now: `true`, or why it has to wait, as half a
   * sentence. Asked again whenever others have moved.
   */
  readonly when?: () => true | string;
  /**
   * The action may wait for what another task does, such as a lock of a real
   * database: after so many milliseconds without an end others go on.
   */
  readonly mayBlock?: number;
}

export type Task<World> = (world: World, step: Step) => unknown;

/** How a task ended. */
export type TaskEnd =
  | { readonly kind: "returned"; readonly value: unknown }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "crashed" }
  /** Nobody can go on, and it still waits. */
  | { readonly kind: "blocked"; readonly reason: string };

export interface Scenario<World> {
  /** Makes a new world for each order. */
  readonly world: () => World | Promise<World>;
  /** By name. The names' first letters make schedule codes, where they differ. */
  readonly tasks: Readonly<Record<string, Task<World>>>;
  /**
   * Asked when all tasks have ended. `true`, or what is wrong in one sentence;
   * an error that it throws, such as a failed assertion, is what is wrong too.
   */
  readonly invariant: (
    world: World,
    ends: Readonly<Record<string, TaskEnd>>,
  ) => true | string | Promise<true | string>;
  /** The columns of a table of orders. Without it, the world's own properties. */
  readonly show?: (world: World) => Readonly<Record<string, unknown>>;
  /** What may go wrong beside the order. Without it, nothing. */
  readonly faults?: Faults<World>;
  /** Tasks whose errors are answers and not violations; `true` for all. */
  readonly mayThrow?: true | readonly string[];
  /** Kinds of nondeterminism that are known and make no difference. */
  readonly allow?: readonly ("clock" | "randomness")[];
  /** Clears a world away when its order has ended. */
  readonly dispose?: (world: World) => unknown;
}

/** Faults are turns like steps: they can come wherever a step can. */
export interface Faults<World> {
  /** Tasks that may stop for good after any of their steps but the last. */
  readonly crash?: readonly string[];
  /** Tasks that are started twice, as when a message is delivered again. */
  readonly deliverTwice?: readonly string[];
  /** Tasks whose steps may seem to time out: done, and then rejected. */
  readonly timeout?: readonly string[];
  /** A copy that takes over what was written when the explorer lets it. */
  readonly replicate?: Replication<World>;
  /** Crashes and timeouts in one order; without it, one. */
  readonly most?: number;
}

export interface Replication<World> {
  /** Whether there is something to take over. An order ends when there is not. */
  readonly when: (world: World) => boolean;
  readonly apply: (world: World) => unknown;
}

/** What a step that seems to time out is rejected with. */
export class StepTimeout extends Error {
  override readonly name = "StepTimeout";

  constructor(step: string) {
    super(`The step ${step} timed out.`);
  }
}
