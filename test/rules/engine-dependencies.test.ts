/** What a report rests on, and that it is the same whatever was analysed before. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { createEngine } from "../../rules/src/engine.ts";
import type { Engine } from "../../rules/src/engine.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { TemporaryFolder } from "../support/temporary-folder.ts";

const service = (name: string) => `
  import { prisma } from "./database.ts";
  import { read, write } from "./copies.ts";
  export async function ${name}(id: string) {
    const copy = await read(id);
    if (copy) return copy;
    const user = await prisma.user.findUnique({ where: { id } });
    await write(id, user);
    return user;
  }
  export async function rename(id: string, name: string) {
    await prisma.user.update({ where: { id }, data: { name } });
    await write(id, null);
  }`;

const files = {
  "package.json": "{}",
  "index.ts": `export * from "./unused.ts"; export * from "./client.ts";`,
  "unused.ts": `export const unused = 1;`,
  "client.ts": `import Redis from "ioredis"; export const box = new Redis();`,
  "database.ts": `import { PrismaClient } from "@prisma/client"; export const prisma = new PrismaClient();`,
  "copies.ts": `import { box } from "./index.ts";
    export const read = (id: string) => box.get("user:" + id);
    export const write = (id: string, user: unknown) => box.set("user:" + id, JSON.stringify(user), "EX", lifetime());`,
  "one.ts": service("one"),
  "two.ts": service("two"),
};

describe("a report", () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder(files);
  });
  afterEach(() => {
    folder.remove();
  });

  const report = (engine: Engine, name: "one.ts" | "two.ts") =>
    engine.analyze({ path: folder.at(name), text: files[name] });

  it("names every file that it rests on, also when their answers were known", () => {
    const engine = createEngine();
    for (const name of ["one.ts", "two.ts"] as const)
      assert.deepEqual(
        [...report(engine, name).dependencies].sort(),
        ["client.ts", "copies.ts", "database.ts", "index.ts", "unused.ts"].map(
          (file) => folder.at(file),
        ),
      );
  });

  it("is the same whatever was analysed before", () => {
    const warm = createEngine();
    report(warm, "one.ts");
    const { findings, notes } = report(warm, "two.ts");
    const cold = report(createEngine(), "two.ts");
    assert.equal(findings.length, 1);
    assert.deepEqual(findings, cold.findings);
    assert.deepEqual(notes, cold.notes);
  });
});
