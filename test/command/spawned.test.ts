import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, it } from "mocha";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MAIN = path.join(ROOT, "rules/src/command/main.ts");

/** Runs the command as its own process, from its sources. */
function spawn(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", MAIN, ...words],
    { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  return { status, stdout, stderr };
}

describe("the command as a process", function () {
  this.timeout(60_000);

  it("finds the shop's bugs, and ends with 1", () => {
    const { status, stdout, stderr } = spawn("examples/shop");
    assert.equal(status, 1);
    assert.equal(stderr, "");
    assert.match(
      stdout,
      /^examples\/shop\/src\/users\/profile-routes\.ts:25:\d+ {2}certain$/mu,
    );
    assert.match(stdout, /^ {2}1 reader +.*profile-routes\.ts:11$/mu);
    assert.match(
      stdout,
      /^ +\| const cached = await redis\.get\(`user:\$\{id\}`\);$/mu,
    );
    assert.doesNotMatch(stdout, /\u001B/u);
  });

  it("writes JSON that can be parsed", () => {
    const { status, stdout } = spawn("examples/shop", "--format", "json");
    assert.equal(status, 1);
    const report = JSON.parse(stdout) as { summary: { files: number } };
    assert.ok(report.summary.files >= 20);
  });

  it("ends with 0 where nothing is wrong", () => {
    const ran = spawn("examples/shop/src/users/session-store.ts");
    assert.deepEqual(ran, {
      status: 0,
      stdout: "0 findings in 1 file\n",
      stderr: "",
    });
  });

  it("ends with 2 and one line on wrong use", () => {
    assert.deepEqual(spawn("no/such/folder"), {
      status: 2,
      stdout: "",
      stderr: "consistency-lint: no/such/folder does not exist.\n",
    });
  });

  it("knows its version", () => {
    const { status, stdout } = spawn("--version");
    assert.equal(status, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/u);
  });
});
