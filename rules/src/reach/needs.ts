/** What a hazard's certain findings cannot do without: data beside the hazard. */
import type { Ability } from "./ability.ts";

export interface Needs {
  /** One ability of each list, in one function and what it calls. */
  readonly all: readonly (readonly Ability[])[];
  /**
   * The first and the last come out of two different calls of that function,
   * which waits for something: what never waits is not interleaved.
   */
  readonly apart?: true;
  /** Rows that are read are written, too: both calls name one table. */
  readonly sameTable?: true;
}
