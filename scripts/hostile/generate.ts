/** A random file of TypeScript, from a grammar of statements and declarations. */
import { expressionText } from "./expressions.ts";
import type { Random } from "./random.ts";
import { typeText } from "./types.ts";
import { METHODS, NAMES } from "./words.ts";

export function fileText(random: Random): string {
  const head = random.several(4, () => importText(random));
  const rest = random.several(6, () => declarationText(random, 4));
  const start = random.chance(0.1) ? ["#!/usr/bin/env node"] : [];
  return [...start, ...head, ...rest].join("\n");
}

function importText(random: Random): string {
  const name = random.one(NAMES);
  return random.one([
    `import Redis from "ioredis"; const redis = new Redis();`,
    `import { PrismaClient } from "@prisma/client"; const prisma = new PrismaClient();`,
    `import { Worker, Queue } from "bullmq"; const queue = new Queue("q");`,
    `import * as ${name} from "./${name}.ts";`,
    `import type { ${name} } from "./gone";`,
    `import { type ${name}, default as other } from "node:fs";`,
    `import data from "./data.json" with { type: "json" };`,
    `import ${name} = require("pg");`,
    `import ${name} = A.B.C;`,
    `export * from "./${name}.ts";`,
    `export * as ${name} from "./${name}.ts";`,
    `export { ${name} as "string name" } from "./x";`,
    `export type { ${name} };`,
    `/* eslint-disable consistency/no-cache-aside-race */`,
  ]);
}

function block(random: Random, depth: number): string {
  const inner = random.several(4, () => statementText(random, depth - 1));
  return `{ ${inner.join(" ")} }`;
}

function statementText(random: Random, depth: number): string {
  const value = () => expressionText(random, Math.min(depth, 3), block);
  const name = () => random.one(NAMES);
  const inner = () => block(random, depth - 1);
  if (depth <= 0) return `${value()};`;
  return random.one<() => string>([
    () => `${value()};`,
    () => `const ${name()} = ${value()};`,
    () => `let ${name()}: ${typeText(random, 2)} = ${value()}, ${name()};`,
    () =>
      `var { ${name()}, ${name()}: { ${name()} = ${value()} }, ...rest } = ${value()};`,
    () => `using ${name()} = ${value()};`,
    () => `await using ${name()} = ${value()};`,
    () =>
      `if (${value()}) ${inner()} else if (!(${value()})) return ${value()}; else ${inner()}`,
    () => `for (let i = 0; i < ${value()}; i++) ${inner()}`,
    () => `for (const ${name()} in ${value()}) ${inner()}`,
    () =>
      `for await (const [${name()}, { ${name()} }] of ${value()}) ${inner()}`,
    () =>
      `outer: for (;;) { inner: while (${value()}) { if (${value()}) continue outer; break inner; } ${inner()} }`,
    () => `do ${inner()} while (${value()});`,
    () =>
      `switch (${value()}) { case ${value()}: ${inner()} break; case 1: default: ${inner()} }`,
    () => `try ${inner()} catch ({ message }) ${inner()} finally ${inner()}`,
    () => `try ${inner()} catch ${inner()}`,
    () => `throw ${value()};`,
    () => `return ${value()};`,
    () => `return`,
    () => `yield* ${name()};`,
    () => `debugger;;`,
    () => inner(),
    () => `label: ${inner()}`,
    () => declarationText(random, depth - 1),
  ])();
}

function declarationText(random: Random, depth: number): string {
  const name = () => random.one(NAMES);
  const type = () => typeText(random, 2);
  const value = () => expressionText(random, 2, block);
  if (depth <= 0) return `type ${name()} = ${type()};`;
  return random.one<() => string>([
    () =>
      `export async function ${name()}<T extends ${type()}>(${name()}: ${type()}, ${name()}?: any): Promise<${type()}> ${block(random, depth)}`,
    () => `function* ${name()}(...args: any[]) ${block(random, depth)}`,
    () =>
      `export function ${name()}(a: string): void; export function ${name()}(a: number): void; export function ${name()}(a: any) ${block(random, depth)}`,
    () => classText(random, depth),
    () => `export const ${name()} = ${expressionText(random, 3, block)};`,
    () => `export default ${expressionText(random, 3, block)};`,
    () =>
      `export interface ${name()}<in out T = ${type()}> extends ${name()}, Array<${type()}> { ${name()}: ${type()}; (): ${type()}; readonly [k: symbol]: any }`,
    () => `export type ${name()}<const T> = ${typeText(random, 3)};`,
    () =>
      `${random.one(["", "const ", "declare "])}enum ${name()} { A, B = 1 << 2, "c d" = "x".length, E = A | B }`,
    () =>
      `namespace ${name()}.${name()} { ${declarationText(random, depth - 1)} export import z = a.b; }`,
    () => `declare module "m" { export default function f(): void; }`,
    () => `declare global { interface Window { ${name()}: ${type()} } }`,
    () =>
      `abstract class ${name()} { abstract ${name()}(): void; protected abstract readonly x: ${type()}; }`,
    () => `new Worker("q", async (${name()}: Job) => ${block(random, depth)});`,
    () =>
      `app.${random.one(["get", "post"])}("/x", ${value()}, async (req, res) => ${block(random, depth)});`,
    () => `export = ${name()};`,
    () => `export { ${name()} as default };`,
  ])();
}

function classText(random: Random, depth: number): string {
  const name = () => random.one(NAMES);
  const value = () => expressionText(random, 1, block);
  const inner = () => block(random, depth - 1);
  const type = () => typeText(random, 1);
  const member = () =>
    random.one([
      `constructor(private readonly ${name()}: ${type()}, @Inject(${value()}) public ${name()}?: ${type()}) { super(${value()}); }`,
      `@Cron(${value()}) async ${random.one(METHODS)}(@Body() ${name()}: ${type()}) ${inner()}`,
      `static async *[Symbol.asyncIterator]() ${inner()}`,
      `get ${name()}(): ${type()} ${inner()}`,
      `set ${name()}(v) ${inner()}`,
      `accessor ${name()} = ${value()};`,
      `#secret: ${type()} = ${value()};`,
      `#run() { return this.#secret.get(${value()}); }`,
      `static { ${name()}; }`,
      `declare readonly ${name()}: ${type()};`,
      `override ${name()} = async () => ${inner()};`,
      `"quoted name"() ${inner()}`,
      `${name()}?(): void;`,
      `[key: string]: any;`,
    ]);
  const members = random.several(5, member).join(" ");
  return `@Injectable({ x: ${value()} }) export class ${name()}<T> extends ${name()}<${type()}> implements ${name()} { ${members} }`;
}
