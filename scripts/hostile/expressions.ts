/** Random expressions, of every kind that TypeScript and JSX have. */
import type { Random } from "./random.ts";
import { typeText } from "./types.ts";
import { ASSIGNMENTS, LITERALS, METHODS, NAMES, OPERATORS } from "./words.ts";

/** Makes the bodies of functions, which are statements. */
export type Body = (random: Random, depth: number) => string;

export function expressionText(
  random: Random,
  depth: number,
  body: Body,
): string {
  if (depth <= 0) return random.one([random.one(NAMES), random.one(LITERALS)]);
  const value = () => expressionText(random, depth - 1, body);
  const name = () => random.one(NAMES);
  const method = () => random.one(METHODS);
  const block = () => body(random, depth - 1);
  const type = () => typeText(random, 1);
  const args = () => random.several(3, value).join(", ");
  return random.one<() => string>([
    () => random.one(LITERALS),
    name,
    () => `${name()}.${method()}(${args()})`,
    () => `await ${name()}.${method()}(${args()})`,
    () =>
      `(await ${name()}.${name()}.${method()}({ where: { ${name()}: ${value()} }, data: ${value()} }))`,
    () =>
      `${name()}.${method()}(\`${name()}:\${${value()}}\`, JSON.stringify(${value()}), "EX", ${value()})`,
    () => `(${value()}).${method()}(${args()}).${method()}(${args()})`,
    () => `${name()}?.${method()}?.(${args()})?.[${value()}]`,
    () => `(${value()}) ${random.one(OPERATORS)} (${value()})`,
    () => `${name()} ${random.one(ASSIGNMENTS)} ${value()}`,
    () => `({ ${name()}: ${name()}, ...${name()} } = ${value()})`,
    () => `[${name()}, , ...${name()}] = ${value()}`,
    () => `(${value()}) ? ${value()} : ${value()}`,
    () =>
      `{ ${name()}: ${value()}, [${value()}]: ${value()}, ...(${value()}), get ${name()}() ${block()}, async *${name()}() ${block()}, ${name()} }`.replace(
        /^/u,
        "(",
      ) + ")",
    () => `[${args()}, ...(${value()}), ,]`,
    () =>
      `(async (${name()}: ${type()} = ${value()}, { ${name()}, ...rest }: any, ...[z]) => ${block()})`,
    () => `(${name()} => ${value()})`,
    () =>
      `(async function* ${name()}<T>(this: any, ${name()}?: ${type()}) ${block()})`,
    () =>
      `(class ${name()} extends (${value()}) { static { ${name()}; } #p = ${value()}; [${value()}] = 1; has(o) { return #p in o; } })`,
    () => `new ${name()}<${type()}>(${args()})`,
    () => `new (${value()})`,
    () => `${name()}\`a\${${value()}}b\${${value()}}\``,
    () => `sql<${type()}>\`SELECT \${${value()}} FROM users\``,
    () => `typeof (${value()})`,
    () => `void (${value()})`,
    () => `delete ${name()}[${value()}]`,
    () => `++${name()}.${name()}`,
    () => `${name()}--`,
    () => `(${value()} as ${type()})`,
    () => `(${value()} satisfies ${type()})`,
    () => `${name()}!.${name()}!`,
    () => `(yield_ ?? import(${value()}))`,
    () => `(() => { throw ${value()} })()`,
    () =>
      `Promise.${random.one(["all", "race", "allSettled", "any"])}([${args()}].map(async (x) => ${value()}))`,
    () =>
      `(<>text {${value()}} <a.b x={${value()}} {...${name()}}>{/* c */}</a.b></>)`,
  ])();
}
