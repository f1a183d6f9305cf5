/** The form of a hazard: a pure function from one flow to findings. */
import type { Flow } from "../analysis/effect.ts";
import type { Finding, RuleName } from "../finding.ts";
import type { Needs } from "../reach/needs.ts";

export interface Hazard {
  readonly rule: RuleName;
  /**
   * What a certain finding cannot do without. Where only certain findings are
   * wanted, code that cannot have it is left out. Without it all code is followed.
   */
  readonly needs?: Needs;
  /** The findings whose mark lies in `file`. */
  find(flow: Flow, file: string): readonly Finding[];
}
