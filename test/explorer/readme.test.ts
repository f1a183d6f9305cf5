import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";

const FOLDER = path.resolve(import.meta.dirname, "../../tutorial/explorer");

describe("the explorer's README", () => {
  it("begins with a program that prints what it says", () => {
    const text = readFileSync(path.join(FOLDER, "README.md"), "utf8");
    const [, code = "", printed = ""] =
      /```ts\n([^]*?)```\n\n```\n([^]*?)```/u.exec(text) ?? [];
    const file = path.join(FOLDER, `readme-${process.pid}.mts`);
    writeFileSync(file, code);
    try {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ["--import", "tsx", file],
        { encoding: "utf8", cwd: FOLDER },
      );
      assert.equal(stdout, printed, stderr);
    } finally {
      rmSync(file);
    }
  });
});
