/** The form of a hazard: a pure function from one flow to findings. */
import type { Flow } from "../analysis/effect.ts";
import type { Finding, RuleName } from "../finding.ts";

export interface Hazard {
  readonly rule: RuleName;
  /** The findings whose mark lies in `file`. */
  find(flow: Flow, file: string): readonly Finding[];
}
