/** Strange input: the engine answers with a report, whatever the text. */
import assert from "node:assert/strict";
import * as parser from "@typescript-eslint/parser";
import type { TSESTree } from "@typescript-eslint/utils";
import { describe, it } from "mocha";
import { createEngine } from "../../rules/src/engine.ts";
import type { FileReport } from "../../rules/src/engine.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const path = "/hostile/file.ts";

function analyze(text: string): FileReport {
  return createEngine().analyze({ path, text });
}

/** Everything but a crash inside the analysis is an answer. */
function assertAnswered({ notes }: FileReport): void {
  assert.deepEqual(
    notes.filter(({ kind }) => kind === "internal"),
    [],
  );
}

function repeat(count: number, make: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const raceText = `
import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis();
const prisma = new PrismaClient();
export async function getUser(id: string) {
  const cached = await redis.get(\`user:\${id}\`);
  if (cached) return JSON.parse(cached);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", lifetime());
  return user;
}
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(\`user:\${id}\`);
}`;

describe("the engine on hostile input", () => {
  it("names a syntax error", () => {
    const { notes } = analyze("export function f( {");
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ["syntax-error"],
    );
  });

  it("has nothing to say about an empty file", () => {
    assert.deepEqual(analyze(""), {
      findings: [],
      notes: [],
      dependencies: [],
    });
  });

  it("leaves generated files of two megabytes alone, and says so", () => {
    const text = repeat(
      50_000,
      (i) => `export const name${String(i)} = g(${String(i)});`,
    ).join("\n");
    assert.match(analyze(text).notes[0]?.text ?? "", /not analysed/u);
  });

  for (const [name, make] of Object.entries(deepCode()))
    for (const depth of [300, 10_000])
      it(`answers for ${name}, ${String(depth)} deep`, () => {
        assertAnswered(analyze(make(depth)));
      });

  for (const [name, text] of Object.entries(strangeCode()))
    it(`answers for ${name}`, () => {
      assertAnswered(analyze(text));
    });

  it("still finds what stands beside code that is too deep", () => {
    const deep = `export const x = ${repeat(600, (i) => `a${String(i)}`).join(" + ")};`;
    const { findings, notes } = analyze(`${raceText}\n${deep}`);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ["no-cache-aside-race"],
    );
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ["budget"],
    );
  });

  it("answers for random changes of a real file", () => {
    const random = randomFrom(7);
    for (let round = 0; round < 300; round++)
      assertAnswered(analyze(mutate(raceText, random)));
  });

  it("takes trees of other hosts, with and without parent links", () => {
    const parsed = parser.parseForESLint(raceText, { range: true, loc: true });
    const bare = structuredClone(parsed.ast);
    addParents(parsed.ast);
    for (const ast of [parsed.ast, bare] as TSESTree.Program[]) {
      const { findings } = createEngine().analyze({
        path,
        text: raceText,
        ast,
      });
      assert.equal(findings.length, 1);
    }
  });
});

describe("the engine on hostile projects", () => {
  function reportOf(files: Readonly<Record<string, string>>): FileReport {
    const folder = temporaryFolder({ "package.json": "{}", ...files });
    try {
      const text = files["main.ts"] ?? "";
      return createEngine().analyze({ path: folder.at("main.ts"), text });
    } finally {
      folder.remove();
    }
  }

  const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "circular imports": {
      "main.ts": `import { b } from "./b.ts"; export const a = b; export async function f() { await a.get(); }`,
      "b.ts": `import { a } from "./main.ts"; export const b = a;`,
    },
    "circular re-exports": {
      "main.ts": `import { x } from "./b.ts"; export async function f() { await x(); }`,
      "b.ts": `export * from "./c.ts"; export { x } from "./c.ts";`,
      "c.ts": `export * from "./b.ts"; export { x } from "./b.ts";`,
    },
    "a file that imports itself": {
      "main.ts": `import { f as g } from "./main.ts"; export async function f() { await g(); }`,
    },
    "missing modules": {
      "main.ts": `import { x } from "./gone.ts"; import y from "@gone/gone"; export async function f() { await x(y); }`,
    },
    "a broken tsconfig": {
      "main.ts": `import { x } from "@/x"; export async function f() { await x(); }`,
      "tsconfig.json": `{ "compilerOptions": { "paths": 7, `,
    },
    "an imported file that cannot be parsed": {
      "main.ts": `import { x } from "./x.ts"; export async function f() { await x(); }`,
      "x.ts": `export function x( {`,
    },
    "classes that inherit in a circle": {
      "main.ts": `import { B } from "./b.ts"; export class A extends B { f() { return this.g.h(); } }`,
      "b.ts": `import { A } from "./main.ts"; export class B extends A {}`,
    },
  };

  for (const [name, files] of Object.entries(projects))
    it(`answers for ${name}`, () => {
      assertAnswered(reportOf(files));
    });
});

function deepCode(): Readonly<Record<string, (depth: number) => string>> {
  return {
    parentheses: (n) => `const a = ${"(".repeat(n)}1${")".repeat(n)};`,
    functions: (n) => `${"function f() {".repeat(n)}${"}".repeat(n)}`,
    arrows: (n) => `const f = ${"() => ".repeat(n)}1;`,
    sums: (n) =>
      `export const s = ${repeat(n, (i) => `a${String(i)}`).join(" + ")};`,
    blocks: (n) => `${"{".repeat(n)}${"}".repeat(n)}`,
    "member chains": (n) => `export const q = a${".b".repeat(n)};`,
    "call chains": (n) => `export const q = a${".b(1)".repeat(n)};`,
    "nested calls": (n) => `${"f(".repeat(n)}${")".repeat(n)};`,
    "else ifs": (n) =>
      `export function f(x) { ${repeat(n, (i) => `if (x === ${String(i)}) g();`).join(" else ")} }`,
    callbacks: (n) =>
      `export async function f(a) { ${"await a(async (x) => {".repeat(n)}${"})".repeat(n)} }`,
    types: (n) =>
      `type A = ${"Array<".repeat(n)}A${">".repeat(n)}; export const f = (x: A) => x.b();`,
  };
}

function strangeCode(): Readonly<Record<string, string>> {
  return {
    "a switch of 5000 cases": `export async function f(x) { let y; switch (x) { ${repeat(5000, (i) => `case ${String(i)}: y = await g(y); break;`).join("\n")} } return y; }`,
    "2000 early returns": `export async function f(x) { ${repeat(2000, (i) => `if (x === ${String(i)}) { await g(); return; }`).join("\n")} }`,
    "functions that call each other": repeat(
      200,
      (i) =>
        `export async function f${String(i)}(a) { await f${String(i + 1)}(a); await f${String((i * 7) % 200)}(a); await fetch(a); }`,
    ).join("\n"),
    "a function handed to itself": `export async function f(g) { await later(f); await f(f); await g(f, g); }`,
    "values that double": `export async function f() { let p = {}; ${"p = { ...p, ...p, a: p, b: [p, p] }; ".repeat(200)} await g(p); }`,
    "texts that double": `export async function f(a) { let s = ""; ${"s = s + a + s; ".repeat(200)} await g(s); }`,
    "any everywhere": `export async function f(a: any): Promise<any> { const b: any = await a[a](a); return (b as any)[b]?.[a](...b); }`,
    "getters, computed names and proxies": `const p: any = new Proxy({}, { get: (t, k) => p }); class A { get [p.x]() { return this[p]; } get a() { return this.a; } static #b = A.#b; } export const f = async () => { await new A().a.b; p[p][p](); };`,
    "a class that extends itself": `class A extends A { f() { return super.f(this.x); } } class B extends (B as any) {} export const f = async () => { await new A().f(); await new B().g(); };`,
    "recursive types": `type A = A; type B = C; type C = B[]; interface D extends E {} interface E extends D {} type R = ReturnType<typeof f>; export async function f(a: A, b: B, d: D, r: R) { await a.b(); await b.c(); await d.e(); await r.f(); }`,
    "redeclared names": `var a = a; let b = b; function c() { return c; } class c {} export { c as default }; export default a; export = b;`,
  };
}

function addParents(node: object, parent?: object): void {
  for (const [key, value] of Object.entries(node) as [string, unknown][])
    if (key !== "parent" && typeof value === "object" && value !== null)
      addParents(value, node);
  if ("type" in node) Object.assign(node, { parent });
}

/** A small generator: the same seed gives the same numbers between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Takes away, doubles or moves a few words. */
function mutate(text: string, random: () => number): string {
  const words = text.split(/(?<=\s)/u);
  const at = () => Math.floor(random() * words.length);
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const [word = ""] = words.splice(at(), 1);
    if (random() < 0.7) words.splice(at(), 0, word);
  }
  return words.join("");
}
