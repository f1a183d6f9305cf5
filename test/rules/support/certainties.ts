import { readFileSync } from "node:fs";
import { createEngine } from "../../../rules/src/engine.ts";
import type { RuleName } from "../../../rules/src/finding.ts";

/** The findings of one rule in a file, as `line certainty`. */
export function certaintiesIn(rule: RuleName, path: string): readonly string[] {
  return createEngine()
    .analyze({ path, text: readFileSync(path, "utf8") })
    .findings.filter((finding) => finding.rule === rule)
    .map(
      ({ location, certainty }) =>
        `${String(location.start.line)} ${certainty}`,
    );
}
