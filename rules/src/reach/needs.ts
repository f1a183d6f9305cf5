/** What a hazard's certain findings cannot do without: data beside the hazard. */
import type { Ability } from "./ability.ts";

export interface Needs {
  /** One ability of each list, in one function and what it calls. */
  readonly all: readonly (readonly Ability[])[];
  /**
   * The first and the last come out of two different calls of that function, in this order,
   * which waits for something: what never waits is not interleaved.
   */
  readonly apart?: true;
  /** The last writes rows of a table that the first reads. */
  readonly sameTable?: true;
}
