import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { createEngine } from "../../rules/src/engine.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const restock = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function restock(id: string, amount: number) {
  const product = await prisma.product.findUniqueOrThrow({ where: { id } });
  await prisma.product.update({ where: { id }, data: { stock: product.stock + amount } });
}
`;

describe("code that does not serve requests", () => {
  let folder: ReturnType<typeof temporaryFolder> | undefined;
  afterEach(() => folder?.remove());

  function certaintiesIn(path: string): readonly string[] {
    folder = temporaryFolder({ "scripts/app/package.json": "{}" });
    const { findings } = createEngine().analyze({
      path: folder.at(path),
      text: restock,
    });
    return findings.map(({ certainty }) => certainty);
  }

  it("has possible findings at most in a one-off script", () => {
    assert.deepEqual(certaintiesIn("scripts/app/scripts/restock.ts"), [
      "possible",
    ]);
  });

  it("has possible findings at most in a migration of data", () => {
    const path = "scripts/app/src/backgroundMigrations/restock.ts";
    assert.deepEqual(certaintiesIn(path), ["possible"]);
  });

  it("is told by folders of the project, not by those around it", () => {
    assert.deepEqual(certaintiesIn("scripts/app/src/restock.ts"), ["certain"]);
  });

  it("has none in a test", () => {
    assert.deepEqual(certaintiesIn("scripts/app/src/restock.test.ts"), []);
  });
});
