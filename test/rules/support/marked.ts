/** Small programs whose comments say where one rule reports, and how sure it is. */
import assert from "node:assert/strict";
import { createEngine } from "../../../rules/src/engine.ts";
import type { Finding, RuleName } from "../../../rules/src/finding.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Other files of the program: path to text. */
export type Files = Readonly<Record<string, string>>;

/**
 * Compares the findings of a rule in a text with its comments: `// certain` or
 * `// possible` stands at the end of each line that is reported.
 */
export function checkMarks(
  rule: RuleName,
  text: string,
  files: Files = {},
): void {
  const reported = findingsIn(rule, text, files).map(
    ({ location, certainty }) => `${String(location.start.line)} ${certainty}`,
  );
  assert.deepEqual(reported, marksIn(text));
}

export function findingsIn(
  rule: RuleName,
  text: string,
  files: Files = {},
): readonly Finding[] {
  const folder = temporaryFolder({
    "package.json": "{}",
    ...files,
    "main.ts": text,
  });
  try {
    const { findings, notes } = createEngine().analyze({
      path: folder.at("main.ts"),
      text,
    });
    assert.deepEqual(notes, []);
    return findings.filter((finding) => finding.rule === rule);
  } finally {
    folder.remove();
  }
}

function marksIn(text: string): readonly string[] {
  return text.split("\n").flatMap((line, index) => {
    const [, certainty] = /\/\/ (certain|possible)$/u.exec(line) ?? [];
    return certainty === undefined ? [] : [`${String(index + 1)} ${certainty}`];
  });
}
