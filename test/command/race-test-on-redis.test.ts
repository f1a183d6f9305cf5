import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "mocha";
import type { Edit } from "../../rules/src/finding.ts";
import { createProjectEngine } from "../../rules/src/project-engine.ts";
import { startRedis, type RedisServer } from "../support/redis-server.ts";
import {
  temporaryFolder,
  type TemporaryFolder,
} from "../support/temporary-folder.ts";
import { runAt } from "./support.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const REMEMBER = "examples/shop/src/cache/remember.ts";
const FILE = "src/cache/remember.ts";
const TEST = "src/cache/remember.race.test.ts";

/** The shop's clients, as far as the function needs them. */
const CLIENTS = `import { Redis } from "ioredis";
export const redis = new Redis(Number(process.env["REDIS_PORT"]));
`;

describe("the race test of the shop's cache-aside function", () => {
  let server: RedisServer;
  let folder: TemporaryFolder;

  before(async () => {
    server = await startRedis();
    folder = temporaryFolder({
      "package.json": `{ "type": "module", "devDependencies": { "mocha": "*" } }`,
      "src/clients.ts": CLIENTS,
      [FILE]: readFileSync(path.join(ROOT, REMEMBER), "utf8"),
    });
    symlinkSync(path.join(ROOT, "node_modules"), folder.at("node_modules"));
  });

  after(async () => {
    folder.remove();
    await server.stop();
  });

  it("is written without anything to fill in", () => {
    const line = lineOf("await redis.set");
    const words = ["race-test", `${FILE}:${line}`, "--output", TEST];
    const ran = runAt(folder.path, words, createProjectEngine());
    assert.deepEqual(ran, {
      code: 0,
      stdout: `${TEST} is written.\n`,
      stderr: "",
    });
  });

  it("is red before the fix, and shows the order", () => {
    const { passed, failed, output } = runTest();
    assert.deepEqual([passed, failed], [0, 2], output);
    assert.match(output, /Order RRWWR: the cache keeps a value/u);
  });

  it("is green once the quick fix is applied", () => {
    applyFix();
    const { passed, failed, output } = runTest();
    assert.deepEqual([passed, failed], [2, 0], output);
  });

  function lineOf(text: string): number {
    const lines = readFileSync(folder.at(FILE), "utf8").split("\n");
    return lines.findIndex((line) => line.includes(text)) + 1;
  }

  function applyFix(): void {
    const file = folder.at(FILE);
    const text = readFileSync(file, "utf8");
    const { findings } = createProjectEngine().analyze({ path: file, text });
    const fix = findings.flatMap(({ fixes }) => fixes)[0];
    assert.ok(fix);
    for (const edit of fix.edits)
      if (edit.create) writeFileSync(edit.file, edit.text);
    writeFileSync(
      file,
      applied(
        text,
        fix.edits.filter(({ create }) => !create),
      ),
    );
  }

  /** By mocha in a process of its own, as a user would. */
  function runTest(): { passed: number; failed: number; output: string } {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        "node_modules/mocha/bin/mocha.js",
        "--no-config",
        "--exit",
        "--node-option",
        "import=tsx",
        TEST,
      ],
      {
        cwd: folder.path,
        encoding: "utf8",
        env: { ...process.env, REDIS_PORT: String(server.port) },
      },
    );
    const count = (word: string) =>
      Number(new RegExp(`(\\d+) ${word}`, "u").exec(stdout)?.[1] ?? 0);
    return {
      passed: count("passing"),
      failed: count("failing"),
      output: stdout + stderr,
    };
  }
});

function applied(text: string, edits: readonly Edit[]): string {
  const last = [...edits].sort((a, b) => b.range[0] - a.range[0]);
  return last.reduce(
    (result, { range, text: replacement }) =>
      result.slice(0, range[0]) + replacement + result.slice(range[1]),
    text,
  );
}
