/** What a model's protocol adds to its operations. */
import type { Verdict } from "../outcome.ts";
import type { State, Stores } from "./state.ts";

export interface Meaning {
  /** What the stores hold before the first step. */
  readonly start: Stores;
  /** The invariant, asked when all tasks have ended. */
  readonly test: (end: State) => Verdict;
}

/** The invariant holds, or `reason` says what is wrong. */
export function verdict(holds: boolean, reason: string): Verdict {
  return holds ? { holds } : { holds, reason };
}
