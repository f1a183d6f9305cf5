import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { ProjectFiles } from "./peers/project-files.ts";
import type { Files } from "./peers/project-files.ts";

const stock = (before = "") => `import { prisma } from "./clients.ts";
export class Stock {
  ${before}
  async take(id: string, amount: number) {
    const row = await prisma.stock.findUniqueOrThrow({ where: { id } });
    await prisma.stock.update({ where: { id }, data: { left: row.left - amount } });
  }
}
`;

const caller = `import { Stock } from "./stock.ts";
export const sell = (id: string) => new Stock().take(id, 1);
`;

/** Other modules of a program; none of them knows the stock. */
const rest: Files = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `parts/part-${String(index)}.ts`,
    `export const part = ${String(index)};`,
  ]),
);

describe("a lost update in code that nothing calls", () => {
  let project: ProjectFiles | undefined;
  afterEach(() => {
    project?.remove();
  });

  function certaintiesIn(files: Files): readonly string[] {
    project = new ProjectFiles({ "stock.ts": stock(), ...files });
    const { findings } = project.report("stock.ts", "require-version-check");
    return findings.map(({ certainty }) => certainty);
  }

  it("is possible", () => {
    assert.deepEqual(certaintiesIn(rest), ["possible"]);
  });

  it("is certain once another file calls it", () => {
    assert.deepEqual(certaintiesIn({ ...rest, "sell.ts": caller }), [
      "certain",
    ]);
  });

  it("is possible where only a test calls it", () => {
    assert.deepEqual(certaintiesIn({ ...rest, "sell.test.ts": caller }), [
      "possible",
    ]);
  });

  it("is certain where a decorator registers it", () => {
    const registered = { "stock.ts": stock(`@Mutation("take")`) };
    assert.deepEqual(certaintiesIn({ ...rest, ...registered }), ["certain"]);
  });

  it("is certain in a handful of files, which are no whole program", () => {
    assert.deepEqual(certaintiesIn({}), ["certain"]);
  });
});
