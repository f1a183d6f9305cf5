/** Reports are kept as long as nothing has changed that they rest on. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, it } from "mocha";
import { createEngine } from "../../rules/src/engine.ts";
import type { Engine } from "../../rules/src/engine.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { TemporaryFolder } from "../support/temporary-folder.ts";

const text = `import { load } from "./load.ts";
import { prisma } from "./clients.ts";
export async function add(id: string) {
  const row = await load(id);
  await prisma.account.update({ where: { id }, data: { sum: row.sum + 1 } });
}`;
const clients = `import { PrismaClient } from "@prisma/client";
export const prisma = new PrismaClient();`;
const load = `import { prisma } from "./clients.ts";
export const load = (id: string) => prisma.account.findUnique({ where: { id } });`;
const constant = "export const load = async () => ({ sum: 1 });";

describe("a report of the same text", () => {
  let folder: TemporaryFolder;
  let engine: Engine;
  beforeEach(() => {
    folder = temporaryFolder({
      "package.json": "{}",
      "clients.ts": clients,
      "load.ts": load,
    });
    engine = createEngine();
  });
  afterEach(() => {
    folder.remove();
  });

  const report = () => engine.analyze({ path: folder.at("add.ts"), text });

  it("is kept", () => {
    const first = report();
    assert.equal(first.findings.length, 1);
    assert.equal(report(), first);
  });

  it("is made anew when a file on disk has changed", () => {
    assert.equal(report().findings.length, 1);
    writeFileSync(folder.at("load.ts"), constant);
    engine.refresh();
    assert.equal(report().findings.length, 0);
  });

  it("is made anew when an unsaved text takes the place of a file", () => {
    assert.equal(report().findings.length, 1);
    engine.setText(folder.at("load.ts"), constant);
    assert.equal(report().findings.length, 0);
    engine.setText(folder.at("load.ts"), undefined);
    assert.equal(report().findings.length, 1);
  });

  it("is another one for other rules", () => {
    const first = report();
    const wanted = new Map([["no-cache-aside-race", "certain"]] as const);
    const path = folder.at("add.ts");
    assert.notEqual(engine.analyze({ path, text }, wanted), first);
  });
});
