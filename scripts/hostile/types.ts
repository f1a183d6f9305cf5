/** Random TypeScript types. */
import type { Random } from "./random.ts";
import { NAMES, TYPES } from "./words.ts";

export function typeText(random: Random, depth: number): string {
  if (depth <= 0) return random.one(TYPES);
  const type = () => typeText(random, depth - 1);
  const name = () => random.one(NAMES);
  return random.one<() => string>([
    () => random.one(TYPES),
    () => `${type()}[]`,
    () => `readonly ${random.one(TYPES)}[]`,
    () =>
      `[${type()}, ${name()}?: ${type()}, ...${name()}: ${random.one(TYPES)}[]]`,
    () => `Promise<${type()}>`,
    () => `Map<string, ${type()}>`,
    () => `(${type()}) | (${type()})`,
    () => `(${type()}) & (${type()})`,
    () =>
      `{ readonly ${name()}?: ${type()}; [key: string]: ${type()}; ${name()}(): ${type()}; new (x: ${type()}): ${type()}; get ${name()}(): ${type()} }`,
    () =>
      `<T extends ${type()} = ${type()}>(a: T, ...rest: any[]) => ${type()}`,
    () => `abstract new () => ${type()}`,
    () =>
      `(${name()}: unknown) => asserts ${random.one(["this", "x"])} is ${type()}`,
    () => `keyof typeof ${name()}`,
    () => `${name()}["${name()}"][number]`,
    () => `T extends (infer U extends ${type()})[] ? U : ${type()}`,
    () =>
      `{ -readonly [K in keyof T as \`on\${Capitalize<K & string>}\`]-?: T[K] }`,
    () => `\`\${${type()}}:\${number}\``,
    () => `ReturnType<typeof ${name()}>`,
    () =>
      `import("./${name()}", { with: { "resolution-mode": "import" } }).${random.one(TYPES)}`,
    () => `unique symbol`,
  ])();
}
