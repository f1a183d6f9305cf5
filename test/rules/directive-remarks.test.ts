import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { remarksOn } from "../../rules/src/directives/remarks.ts";
import type { FileReport } from "../../rules/src/engine.ts";
import { findingAt } from "../support/finding.ts";

const file = "/shop/a.ts";
const BOTH = { requireReason: true, reportUnused: true };
const RACE = "consistency/no-cache-aside-race";
const UPDATE = "consistency/require-version-check";

/** `line: kind` for each remark, when a race is found on each line with `bug`. */
function remarks(
  lines: readonly string[],
  settings = BOTH,
  notes: FileReport["notes"] = [],
): readonly string[] {
  const findings = lines.flatMap((line, index) =>
    line.includes("bug")
      ? [findingAt({ file, line: index + 1, column: 4, certainty: "possible" })]
      : [],
  );
  const report = { findings, notes, dependencies: [] };
  return remarksOn(lines.join("\n"), file, report, settings).map(
    ({ kind, location }) => `${String(location.start.line)}: ${kind}`,
  );
}

describe("remarks on disabling comments", () => {
  it("say that a reason is missing, in one sentence at the comment", () => {
    const text = `// eslint-disable-next-line ${RACE}\n    bug();`;
    const report = {
      findings: [findingAt({ file, line: 2, column: 4 })],
      notes: [],
      dependencies: [],
    };
    assert.deepEqual(remarksOn(text, file, report, BOTH), [
      {
        kind: "missing-reason",
        text: "This comment turns off `consistency/no-cache-aside-race` and gives no reason: write it after ` -- `.",
        location: {
          file,
          range: [0, 59],
          start: { line: 1, column: 0 },
          end: { line: 1, column: 59 },
        },
      },
    ]);
  });

  it("are silent where a reason stands and something is turned off", () => {
    for (const comment of [
      `// eslint-disable-next-line ${RACE} -- one writer`,
      `/* eslint-disable ${RACE} -- one writer */`,
    ])
      assert.deepEqual(remarks([comment, "    bug();"]), []);
  });

  it("ask every form of comment for a reason", () => {
    assert.deepEqual(
      remarks([
        `/* eslint-disable ${RACE} */`,
        "    bug();",
        `/* eslint-enable ${RACE} */`,
        `    bug(); // eslint-disable-line ${RACE}`,
        `/* eslint ${UPDATE}: "off" */`,
      ]),
      ["1: missing-reason", "4: missing-reason", "5: missing-reason"],
    );
  });

  it("leave comments about others' rules alone, unless they hide something of ours", () => {
    assert.deepEqual(
      remarks(["// eslint-disable-next-line no-console", "    ok();"]),
      [],
    );
    assert.deepEqual(remarks(["// eslint-disable-next-line", "    ok();"]), []);
    assert.deepEqual(remarks(["// eslint-disable-next-line", "    bug();"]), [
      "1: missing-reason",
    ]);
  });

  it("say which rule a comment turns off in vain", () => {
    const comment = `// eslint-disable-next-line ${RACE}, ${UPDATE} -- one writer`;
    assert.deepEqual(remarks([comment, "    bug();"]), ["1: unused-directive"]);
    const report = { findings: [], notes: [], dependencies: [] };
    assert.match(
      remarksOn(comment, file, report, BOTH)[0]?.text ?? "",
      /off `consistency\/no-cache-aside-race`, `consistency\/require-version-check`, which find nothing there/u,
    );
  });

  it("take a comment for used when it hides a possible finding", () => {
    const comment = `// eslint-disable-next-line ${RACE} -- one writer`;
    assert.deepEqual(remarks([comment, "    bug();"]), []);
    assert.deepEqual(remarks([comment, "    ok();", "    bug();"]), [
      "1: unused-directive",
    ]);
  });

  it("know a stretch that ends before the finding", () => {
    assert.deepEqual(
      remarks([
        `/* eslint-disable ${RACE} -- one writer */`,
        `/* eslint-enable ${RACE} */`,
        "    bug();",
      ]),
      ["1: unused-directive"],
    );
  });

  it("call nothing unused where the analysis did not end", () => {
    const lines = [
      `// eslint-disable-next-line ${RACE} -- one writer`,
      "ok();",
    ];
    const budget = [{ kind: "budget", text: "too long" }] as const;
    assert.deepEqual(remarks(lines, BOTH, budget), []);
    const unresolved = [{ kind: "unresolved-import", text: "x" }] as const;
    assert.deepEqual(remarks(lines, BOTH, unresolved), ["1: unused-directive"]);
  });

  it("are made only when asked for", () => {
    const lines = [`// eslint-disable-next-line ${RACE}`, "    ok();"];
    assert.deepEqual(remarks(lines), [
      "1: missing-reason",
      "1: unused-directive",
    ]);
    const off = { requireReason: false, reportUnused: false };
    assert.deepEqual(remarks(lines, { ...off, requireReason: true }), [
      "1: missing-reason",
    ]);
    assert.deepEqual(remarks(lines, { ...off, reportUnused: true }), [
      "1: unused-directive",
    ]);
    assert.deepEqual(remarks(lines, off), []);
  });
});
