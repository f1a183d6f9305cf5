import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

describe("ARCHITECTURE.md", () => {
  it("names only files and folders that exist", () => {
    const text = readFileSync(resolve(root, "ARCHITECTURE.md"), "utf8");
    const named = [
      ...text.matchAll(
        /`((?:rules|src|test|scripts|examples|tutorial)\/[\w./-]*)`/gu,
      ),
    ];
    const missing = named
      .map(([, name]) => name ?? "")
      .filter((name) => !existsSync(resolve(root, name)));
    assert.ok(named.length > 10, "the pattern finds the names");
    assert.deepEqual(missing, []);
  });
});
