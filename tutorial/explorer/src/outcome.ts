/** What an exploration answers with. Plain data throughout. */
import type { LimitReached } from "./limits.ts";
import type { Problem } from "./problem.ts";
import type { Turn } from "./schedule.ts";

/** Whether an order ended well; if not, why, in one sentence. */
export type Verdict =
  { readonly holds: true } | { readonly holds: false; readonly reason: string };

/** One step of an order. */
export interface OrderStep {
  /** Name of the task. */
  readonly actor: string;
  /** What it does, as the step is named. */
  readonly action: string;
  readonly turn: Turn;
  /** What the stores hold after it, by the names of the table's columns. */
  readonly state: Readonly<Record<string, string>>;
  /** Who cannot go on after it, and why: a sentence each. */
  readonly waiting: readonly string[];
}

/** A complete order: from the start until nobody can go on. */
export interface Order {
  /** The code that `replay` takes. */
  readonly schedule: string;
  readonly steps: readonly OrderStep[];
  readonly verdict: Verdict;
}

/** Orders that end alike. */
export interface OutcomeClass {
  /** How many of them there are, or were tried. */
  readonly count: number;
  readonly verdict: Verdict;
  /** What the stores hold at the end. */
  readonly state: Readonly<Record<string, string>>;
  /** The shortest of them. */
  readonly schedule: string;
}

/** Counts of complete orders. Exact for all orders when `kind` is `holds`. */
export interface Counts {
  readonly schedules: number;
  readonly violations: number;
  /** Bad ones first, then the most frequent. */
  readonly classes: readonly OutcomeClass[];
}

export type Outcome =
  /** Every order was tried, and none breaks the invariant. */
  | (Counts & { readonly kind: "holds" })
  /** Some order breaks the invariant; `witness` is a shortest of those tried. */
  | (Counts & {
      readonly kind: "violated";
      readonly witness: Order;
      /** The limit that ended the search early: the counts are of what was tried. */
      readonly limit?: LimitReached;
    })
  /** A limit was reached before a bad order: nothing is known of the rest. */
  | (Counts & { readonly kind: "stopped"; readonly limit: LimitReached })
  /** The tasks cannot be explored as they are. */
  | (Counts & { readonly kind: "refused"; readonly problem: Problem });
