import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { globSync } from "tinyglobby";
import { createEngine } from "../../rules/src/engine.ts";
import type { Wanted } from "../../rules/src/engine.ts";
import type { Finding } from "../../rules/src/finding.ts";

const certain: Wanted = new Map([
  ["no-cache-aside-race", "certain"],
  ["require-version-check", "certain"],
  ["require-idempotent-handler", "certain"],
]);

describe("the engine, asked for certain findings of some rules", () => {
  it("finds in the shop what it finds of them when asked for all", () => {
    const files = globSync("examples/shop/src/**/*.ts", { absolute: true });
    const all = createEngine();
    const some = createEngine();
    let found = 0;
    for (const path of files) {
      const text = readFileSync(path, "utf8");
      const expected = all.analyze({ path, text }).findings.filter(isCertain);
      const answered = some.analyze({ path, text }, certain).findings;
      assert.deepEqual(answered.map(placeOf), expected.map(placeOf), path);
      found += answered.length;
    }
    assert.ok(found > 0);
  }).timeout(20_000);

  it("does not look into tests", () => {
    const text = `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function add(id: string) {
  const row = await prisma.account.findUnique({ where: { id } });
  await prisma.account.update({ where: { id }, data: { sum: row.sum + 1 } });
}`;
    const count = (path: string) =>
      createEngine().analyze({ path, text }, certain).findings.length;
    assert.equal(count("/none/add.ts"), 1);
    assert.equal(count("/none/add.test.ts"), 0);
  });
});

function isCertain({ rule, certainty }: Finding): boolean {
  return certain.has(rule) && certainty === "certain";
}

function placeOf({ rule, location }: Finding): string {
  return `${rule} ${location.range.join("-")}`;
}
