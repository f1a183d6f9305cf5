import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { createProjectEngine } from "../../rules/src/project-engine.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { TemporaryFolder } from "../support/temporary-folder.ts";
import { runAt, type Ran } from "./support.ts";

const users = `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis();
const prisma = new PrismaClient();
export async function show(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit !== null) return JSON.parse(hit);
  const row = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(row), "EX", 60);
  return row;
}
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(\`user:\${id}\`);
}
`;

const mails = `import { Worker } from "bullmq";
import { createTransport } from "nodemailer";
const mailer = createTransport({});
new Worker("mails", async (job) => {
  await mailer.sendMail({ to: job.data.to });
});
`;

let folder: TemporaryFolder;

describe("consistency-lint show", () => {
  beforeEach(() => {
    folder = temporaryFolder({
      "package.json": "{}",
      "users.ts": users,
      "mails.ts": mails,
      "calm.ts": "export const calm = 1;\n",
      "broken.ts": "f(\n}",
      "notes.md": "f();",
    });
  });

  afterEach(() => {
    folder.remove();
  });

  const shown = (...words: readonly string[]): Ran =>
    runAt(folder.path, ["show", ...words], createProjectEngine());

  it("prints the breaking order with the user's own lines and what the stores hold", () => {
    const { code, stdout } = shown("users.ts:9");
    assert.equal(code, 0);
    const rows = stdout
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .map((line) => line.split("|").map((cell) => cell.trim()));
    assert.deepEqual(
      rows.slice(2, 7).map((cells) => [2, 4, 5, 6, 7].map((i) => cells[i])),
      [
        [
          "reader",
          "6",
          "const hit = await redis.get(`user:${id}`);",
          "empty",
          "old",
        ],
        [
          "reader",
          "8",
          "const row = await prisma.user.findUnique({ where: { id } });",
          "empty",
          "old",
        ],
        [
          "writer",
          "13",
          "await prisma.user.update({ where: { id }, data: { name } });",
          "empty",
          "new",
        ],
        ["writer", "14", "await redis.del(`user:${id}`);", "empty", "new"],
        [
          "reader",
          "9",
          'await redis.set(`user:${id}`, JSON.stringify(row), "EX", 60…',
          "old",
          "new",
        ],
      ],
    );
  });

  it("says how many orders break it, when it is too late, and what the fix leaves", () => {
    const { stdout } = shown("users.ts:9");
    assert.match(stdout, /^1 of 10 orders breaks it: the cache keeps/mu);
    assert.match(stdout, /^This is the order RRWWR\.$/mu);
    assert.match(
      stdout,
      /^After step 4 no order ends well any more; RRWRW would have\.$/mu,
    );
    assert.match(stdout, /^ {2}Fix: .* \(0 of 10 orders break it\)$/mu);
    assert.ok(stdout.endsWith("\n"));
  });

  it("prints the model's own order where the finding tells more steps than it", () => {
    const { stdout } = shown("mails.ts:5");
    assert.match(stdout, /^2 of 2 orders break it/mu);
    assert.match(stdout, /^The order in the model that was counted:$/mu);
    assert.match(stdout, /^No order ends well\.$/mu);
  });

  it("finds a finding by the line of one of its steps", () => {
    assert.match(shown("users.ts:6").stdout, /^users\.ts:9:/u);
  });

  it("prints JSON with the counts and the order", () => {
    const { stdout } = shown("users.ts:9", "-f", "json");
    const [one] = JSON.parse(stdout) as {
      orders: object;
      badOrder: { order: { schedule: string }; noReturn: object };
    }[];
    assert.deepEqual(one?.orders, {
      bad: 1,
      all: 10,
      reason: "the cache keeps a value that the database no longer has",
    });
    assert.equal(one.badOrder.order.schedule, "RRWWR");
    assert.deepEqual(one.badOrder.noReturn, { step: 4, escape: "RRWRW" });
  });

  for (const [words, message] of [
    [[], "show needs FILE:LINE, for example src/users.ts:14."],
    [["users.ts"], /names no line: write FILE:LINE/u],
    [["gone.ts:1"], "gone.ts: It does not exist."],
    [["notes.md:1"], "notes.md is not a TypeScript or JavaScript file."],
    [["users.ts:99"], "users.ts has 16 lines; there is no line 99."],
    [
      ["users.ts:1"],
      "There is no finding on line 1 of users.ts. It has findings on line 9.",
    ],
    [
      ["calm.ts:1"],
      "There is no finding on line 1 of calm.ts. The file has none.",
    ],
    [["broken.ts:1"], /^consistency-lint: broken\.ts: /u],
  ] as const)
    it(`refuses ${words.join(" ")} in one sentence`, () => {
      const { code, stdout, stderr } = shown(...words);
      assert.deepEqual([code, stdout], [2, ""]);
      if (typeof message === "string")
        assert.equal(stderr, `consistency-lint: ${message}\n`);
      else assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
    });
});
