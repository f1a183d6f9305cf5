import assert from "node:assert/strict";
import path from "node:path";
import { readFileSync } from "node:fs";
import { before, describe, it } from "mocha";
import { collectFiles } from "../../rules/src/command/collect-files.ts";
import { createEngine } from "../../rules/src/engine.ts";

const SHOP = path.resolve(import.meta.dirname, "../../examples/shop");

/** What a file's comments say must be found, as `file:line rule certainty`. */
function expectedIn(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      const comment = /^\s*\/\/ expect: (\S+ \S+)$/u.exec(line);
      return comment?.[1] === undefined
        ? []
        : [`${named(file, index + 2)} ${comment[1]}`];
    });
}

function named(file: string, line: number): string {
  return `${path.relative(SHOP, file)}:${String(line)}`;
}

describe("the example shop", () => {
  const expected: string[] = [];
  const found: string[] = [];
  const notes: string[] = [];

  before(() => {
    const collection = collectFiles([SHOP], SHOP);
    assert.ok("found" in collection);
    const engine = createEngine();
    for (const file of collection.found.files) {
      const text = readFileSync(file, "utf8");
      const report = engine.analyze({ path: file, text });
      expected.push(...expectedIn(file));
      notes.push(...report.notes.map((note) => `${file}: ${note.text}`));
      found.push(
        ...report.findings.map(
          ({ rule, certainty, location }) =>
            `${named(location.file, location.start.line)} ${rule} ${certainty}`,
        ),
      );
    }
  });

  it("holds each hazard at least twice", () => {
    for (const rule of [
      "no-cache-aside-race",
      "no-early-invalidation",
      "no-floating-invalidation",
      "no-unordered-cache-write",
      "require-cache-ttl",
      "require-invalidation",
      "require-version-check",
      "require-idempotent-handler",
      "no-check-then-insert",
      "no-dual-write",
      "require-atomic-dedup",
      "require-idempotency-key",
    ])
      assert.ok(expected.filter((one) => one.includes(rule)).length >= 2, rule);
  });

  it("is reported at the lines that say so, and nowhere else", () => {
    assert.deepEqual(found.sort(), expected.sort());
  });

  it("is understood without any remark", () => {
    assert.deepEqual(notes, []);
  });
});
