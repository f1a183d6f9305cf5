/** What one run is given, and what it comes to. */
import type { Actor } from "../actors.ts";
import type { LimitReached, Limits } from "../limits.ts";
import type { Problem } from "../problem.ts";
import type { Scenario, TaskEnd } from "../scenario.ts";
import type { Choice } from "../schedule.ts";
import type { Strategy } from "../strategies/strategy.ts";

export interface RunSetting<World> extends Subject<World> {
  readonly strategy: Strategy;
  /** Notices steps that nobody awaits, whatever comes after them. */
  readonly isCareful: boolean;
  readonly onStep: OnStep<World> | undefined;
}

/** What is explored, and how far. */
export interface Subject<World> {
  readonly scenario: Scenario<World>;
  readonly actors: readonly Actor<World>[];
  readonly limits: Limits;
}

/** Told of each step when it is done, as the task names it, and of who waits. */
export type OnStep<World> = (
  choice: Choice,
  action: string,
  world: World,
  waiting: readonly string[],
) => void;

/** How one run went. */
export type Ran =
  | Complete
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "stopped"; readonly limit: LimitReached };

/** A run up to where nobody can go on. */
export interface Complete {
  readonly kind: "complete";
  readonly choices: readonly Choice[];
  /** Of the tasks, in their order. */
  readonly ends: readonly TaskEnd[];
}
