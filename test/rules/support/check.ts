/** Fixture files that say in comments what the engine must find in them. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "../../../rules/src/engine.ts";
import type { Finding, RuleName } from "../../../rules/src/finding.ts";

/** Paths of the TypeScript files directly in a folder. */
export function fixturesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Compares the findings of one rule in a file with its comments: `// step 1`
 * stands on the line of a finding's first step, and `// step 4 report` on the
 * line of a fourth step that is also the line that is marked. A file without
 * such comments must have no finding.
 */
export function check(rule: RuleName, path: string): void {
  const text = readFileSync(path, "utf8");
  const findings = createEngine()
    .analyze({ path, text })
    .findings.filter((finding) => finding.rule === rule);
  assert.deepEqual(linesOf(findings), expectedLines(text));
}

function expectedLines(text: string): readonly string[] {
  return text
    .split("\n")
    .flatMap((line, index) => {
      const match = /\/\/ step (\d+)( report)?$/u.exec(line.trimEnd());
      const [, step, report] = match ?? [];
      return step === undefined
        ? []
        : [`${String(index + 1)}: step ${step}${report ?? ""}`];
    })
    .sort();
}

function linesOf(findings: readonly Finding[]): readonly string[] {
  const lines = findings.flatMap(({ steps, location }) =>
    steps.flatMap((step, index) => {
      if (step.location?.file !== location.file) return [];
      const { line } = step.location.start;
      const report = line === location.start.line ? " report" : "";
      return [`${String(line)}: step ${String(index + 1)}${report}`];
    }),
  );
  return [...new Set(lines)].sort();
}
