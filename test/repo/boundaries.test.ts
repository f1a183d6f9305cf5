import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { ARROWS, getForbiddenImports, type Arrow } from "./arrows.ts";
import { calledMethodsOf, importsOf, readSources } from "./imports.ts";

const sources = readSources();
const imports = sources.flatMap(importsOf);

describe("boundaries", () => {
  for (const arrow of ARROWS) {
    it(`${titleOf(arrow)}: ${arrow.why}`, () => {
      const lines = getForbiddenImports(arrow, imports).map(
        ({ from, target }) => `${from} imports ${target}`,
      );
      assert.deepEqual(lines, []);
    });
  }

  it("only rules/src/rules reports to ESLint", () => {
    const reporters = sources
      .filter(({ path }) => path.startsWith("rules/src/"))
      .filter(({ path }) => !path.startsWith("rules/src/rules/"))
      .filter((source) => calledMethodsOf(source).has("report"))
      .map(({ path }) => path);
    assert.deepEqual(reporters, []);
  });

  it("reads the files it speaks of", () => {
    const folders = ["src/", "rules/src/analysis/", "rules/src/catalog/"];
    const empty = folders.filter(
      (folder) => !imports.some(({ from }) => from.startsWith(folder)),
    );
    assert.deepEqual(empty, []);
  });
});

describe("the reader of imports", () => {
  const read = (text: string) => importsOf({ path: "rules/src/a.ts", text });

  it("sees every way to import, and what is left at run time", () => {
    const text = `
      import "vscode";
      import { type A } from "./b.ts";
      import type { B } from "../../src/c.ts";
      export * from "./d/e.ts";
      export type { F } from "eslint";
      const g = await import("./g.ts");
      type H = import("./h.ts").H;`;
    assert.deepEqual(
      read(text).map(({ target, isTypeOnly }) => [target, isTypeOnly]),
      [
        ["vscode", false],
        ["rules/src/b.ts", false],
        ["src/c.ts", true],
        ["rules/src/d/e.ts", false],
        ["eslint", true],
        ["rules/src/g.ts", false],
        ["rules/src/h.ts", true],
      ],
    );
  });

  it("finds what goes against each kind of arrow", () => {
    const why = "";
    const from = ["rules/src"];
    const count = (arrow: Arrow, text: string) =>
      getForbiddenImports(arrow, read(text)).length;
    const value = 'import { a } from "eslint/config";';
    const type = 'import type { A } from "eslint";';

    assert.equal(count({ from, never: ["eslint"], why }, value + type), 2);
    assert.equal(count({ from, onlyTypesOf: ["eslint"], why }, value), 1);
    assert.equal(count({ from, onlyTypesOf: ["eslint"], why }, type), 0);
    assert.equal(count({ from, nothingBut: ["eslint"], why }, value), 0);
    assert.equal(count({ from, nothingBut: [], why }, value + type), 1);
    assert.equal(count({ target: ["eslint"], onlyFrom: [], why }, value), 1);
    assert.equal(count({ target: ["eslint"], onlyFrom: from, why }, value), 0);
    assert.equal(count({ from, never: ["eslint-plugin-x"], why }, value), 0);
  });
});

function titleOf(arrow: Arrow): string {
  if ("target" in arrow) {
    return `${arrow.target.join(", ")} only from ${arrow.onlyFrom.join(", ")}`;
  }
  const from = arrow.from.join(", ");
  if ("never" in arrow)
    return `${from} never imports ${arrow.never.join(", ")}`;
  if ("onlyTypesOf" in arrow) {
    return `${from} imports only types of ${arrow.onlyTypesOf.join(", ")}`;
  }
  return `${from} imports nothing but ${arrow.nothingBut.join(", ") || "types"}`;
}
