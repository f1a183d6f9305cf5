import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, it } from "mocha";
import ts from "typescript";
import { createProjectEngine } from "../../rules/src/project-engine.ts";
import {
  temporaryFolder,
  type TemporaryFolder,
} from "../support/temporary-folder.ts";
import { runAt, type Ran } from "./support.ts";

const clients = `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
export const redis = new Redis();
export const prisma = new PrismaClient();
`;

const remember = `import { redis } from "./clients.js";
export async function remember(key: string, load: () => Promise<unknown>) {
  const hit = await redis.get(key);
  if (hit !== null) return JSON.parse(hit);
  const value = await load();
  await redis.set(key, JSON.stringify(value), "EX", 60);
  return value;
}
`;

const wallet = `import { prisma } from "./clients.js";
export async function pay(id: string, order: Order) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.wallet.update({ where: { id }, data: { balance: wallet.balance - order.total } });
}
export class Wallets {
  constructor(private readonly db: typeof prisma) {}
  async pay(id: string) {
    const wallet = await this.db.wallet.findUniqueOrThrow({ where: { id } });
    await this.db.wallet.update({ where: { id }, data: { balance: wallet.balance - 1 } });
  }
}
`;

let folder: TemporaryFolder;

function made(words: readonly string[], dev = "mocha"): Ran {
  folder = temporaryFolder({
    "package.json": JSON.stringify({ devDependencies: { [dev]: "*" } }),
    "src/clients.ts": clients,
    "src/remember.ts": remember,
    "src/wallet.ts": wallet,
  });
  return runAt(folder.path, ["race-test", ...words], createProjectEngine());
}

describe("consistency-lint race-test", () => {
  afterEach(() => {
    folder.remove();
  });

  for (const [dev, line] of [
    ["mocha", 'import { after, describe, it } from "mocha";'],
    ["vitest", 'import { afterAll, describe, it } from "vitest";'],
    ["jest", 'import { afterAll, describe, it } from "@jest/globals";'],
    ["tap", 'import { after, describe, it } from "node:test";'],
  ] as const)
    it(`writes for the runner of a project with ${dev}`, () => {
      const { code, stdout } = made(["src/remember.ts:6"], dev);
      assert.equal(code, 0);
      assert.ok(stdout.split("\n").includes(line));
      assert.doesNotMatch(stdout, /FILL IN/u);
    });

  it("imports the function and its clients from where the test lies", () => {
    const { stdout } = made(["src/remember.ts:6", "-o", "remember.test.ts"]);
    assert.equal(stdout, "remember.test.ts is written.\n");
    const test = readFileSync(folder.at("remember.test.ts"), "utf8");
    assert.match(test, /from "\.\/src\/remember\.js"/u);
    assert.match(test, /from "\.\/src\/clients\.js"/u);
    assert.match(test, /BREAKING_ORDER = "RRWWR"/u);
  });

  it("says plainly what to fill in, and is TypeScript all the same", () => {
    const { code, stdout } = made(["src/wallet.ts:4"]);
    assert.equal(code, 0);
    assert.match(stdout, /^ \* FILL IN, at the places marked below:$/mu);
    assert.match(stdout, /^ \* - the argument `order`$/mu);
    assert.match(stdout, /await pay\(id, order\);/u);
    assert.match(stdout, /\[prisma\.wallet, "findUniqueOrThrow", "update"\]/u);
    const { diagnostics } = ts.transpileModule(stdout, {
      reportDiagnostics: true,
    });
    assert.deepEqual(diagnostics, []);
  });

  it("names what it cannot reach", () => {
    const { stdout } = made(["src/wallet.ts:10"]);
    assert.match(stdout, /call the code: it is not an exported function/u);
    assert.match(stdout, /make `this\.db\.wallet\.update` a step/u);
    assert.match(stdout, /throw new Error\("FILL IN: call the code here/u);
  });

  it("leaves a file that is there alone", () => {
    const { code, stderr } = made(["src/remember.ts:6", "-o", "package.json"]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /package\.json: It is there already, and is left alone/u,
    );
  });

  for (const [words, message] of [
    [["src/remember.ts:1"], /There is no finding on line 1/u],
    [["src/remember.ts:6", "-o", "no/where.ts"], /folder does not exist/u],
    [[], /race-test needs FILE:LINE/u],
  ] as const)
    it(`refuses ${words.join(" ")} in one sentence`, () => {
      const { code, stdout, stderr } = made(words);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.ok(!existsSync(folder.at("no")));
    });

  it("is alone in taking --output", () => {
    made([]);
    const ran = runAt(folder.path, ["src", "--output", "x.ts"]);
    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /Only race-test takes --output/u);
  });
});
