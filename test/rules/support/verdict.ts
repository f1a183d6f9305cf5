/** What one rule says about a text, in a word. */
import { createEngine } from "../../../rules/src/engine.ts";
import type { RuleName } from "../../../rules/src/finding.ts";

export type Said = "certain" | "possible" | "silent";

export interface Case {
  readonly name: string;
  readonly says: Said;
  readonly code: string;
}

/** The strongest word of all findings of the rule. */
export function verdictOf(rule: RuleName, code: string, path: string): Said {
  const words = new Set(
    createEngine()
      .analyze({ path, text: code })
      .findings.filter((finding) => finding.rule === rule)
      .map(({ certainty }) => certainty),
  );
  if (words.has("certain")) return "certain";
  return words.has("possible") ? "possible" : "silent";
}
