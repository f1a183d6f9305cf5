import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { withoutDisabled } from "../../rules/src/directives.ts";
import type { RuleName } from "../../rules/src/finding.ts";
import { findingAt } from "../support/finding.ts";

const RACE = "no-cache-aside-race";

/** The lines (from 1) whose finding of `rule` is kept, when each line has one. */
function keptLines(
  text: string,
  rule: RuleName = RACE,
  file = "/shop/a.ts",
): number[] {
  const findings = text
    .split("\n")
    .map((_, index) => findingAt({ file, line: index + 1, column: 4, rule }));
  const { kept, disabled } = withoutDisabled(text, findings);
  assert.equal(kept.length + disabled.length, findings.length);
  return kept.map(({ location }) => location.start.line);
}

function lines(...text: string[]): string {
  return text.join("\n");
}

describe("directives", () => {
  it("keep everything in a file without comments", () => {
    assert.deepEqual(keptLines("a();\nb();"), [1, 2]);
  });

  it("disable the next line, with a reason", () => {
    const text = lines(
      "// eslint-disable-next-line consistency/no-cache-aside-race -- one writer only",
      "    a();",
      "    b();",
    );
    assert.deepEqual(keptLines(text), [1, 3]);
  });

  it("disable only the rules that are named", () => {
    const text = lines(
      "// eslint-disable-next-line no-console, consistency/require-version-check",
      "    a();",
    );
    assert.deepEqual(keptLines(text, RACE), [1, 2]);
    assert.deepEqual(keptLines(text, "require-version-check"), [1]);
  });

  it("disable every rule when none is named", () => {
    assert.deepEqual(keptLines("// eslint-disable-next-line\n    a();"), [1]);
  });

  it("disable the line they stand on", () => {
    const text = lines(
      "    a(); // eslint-disable-line consistency/no-cache-aside-race",
      "    b(); /* eslint-disable-line */",
      "    c();",
    );
    assert.deepEqual(keptLines(text), [3]);
  });

  it("count from the end of a comment of several lines", () => {
    const text = lines(
      "/* eslint-disable-next-line consistency/no-cache-aside-race --",
      "   only one process writes here */",
      "    a();",
    );
    assert.deepEqual(keptLines(text), [1, 2]);
  });

  it("disable a stretch between two block comments", () => {
    const text = lines(
      "    a();",
      "/* eslint-disable consistency/no-cache-aside-race */",
      "    b();",
      "/* eslint-enable consistency/no-cache-aside-race */",
      "    c();",
    );
    assert.deepEqual(keptLines(text), [1, 4, 5]);
  });

  it("switch one rule on again inside a stretch without any", () => {
    const text = lines(
      "/* eslint-disable */",
      "    a();",
      "/* eslint-enable consistency/no-cache-aside-race */",
      "    b();",
    );
    assert.deepEqual(keptLines(text, RACE), [3, 4]);
    assert.deepEqual(keptLines(text, "require-version-check"), []);
  });

  it("disable the rest of the file when nothing switches on again", () => {
    assert.deepEqual(keptLines("/* eslint-disable */\n    a();\n    b();"), []);
  });

  it("turn a rule off for the whole file by its configuration comment", () => {
    const text = lines(
      "    a();",
      '/* eslint consistency/no-cache-aside-race: "off", no-console: 2 */',
      "    b();",
    );
    assert.deepEqual(keptLines(text, RACE), []);
    assert.deepEqual(keptLines(text, "require-version-check"), [1, 2, 3]);
  });

  it("need a block comment for more than one line, as in ESLint", () => {
    assert.deepEqual(keptLines("// eslint-disable\n    a();"), [1, 2]);
  });

  it("are comments, not the same words in a string", () => {
    const text = lines(
      "    f(`",
      "// eslint-disable-next-line",
      "    `);",
      '    g("/* eslint-disable */");',
      "    h();",
    );
    assert.deepEqual(keptLines(text), [1, 2, 3, 4, 5]);
  });

  it("are found beside JSX", () => {
    const text = lines(
      "const page = <p>it's // text</p>;",
      "// eslint-disable-next-line",
      "    a();",
    );
    assert.deepEqual(keptLines(text, RACE, "/shop/page.tsx"), [1, 2]);
  });

  it("disable nothing in a text that cannot be read", () => {
    assert.deepEqual(keptLines("/* eslint-disable */ )(\n    a();"), [1, 2]);
  });
});
