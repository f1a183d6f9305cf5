/** What a world shows, in words. */
import type { Scenario } from "../scenario.ts";

/** A word for each column; properties that are functions are left out. */
export function columnsOf<World>(
  { show }: Scenario<World>,
  world: World,
): Readonly<Record<string, string>> {
  const shown: unknown = show ? show(world) : world;
  if (typeof shown !== "object" || shown === null)
    return { world: wordFor(shown) };
  const words: Record<string, string> = {};
  const properties = shown as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(properties)) {
    const value = properties[name];
    if (typeof value !== "function") words[name] = wordFor(value);
  }
  return words;
}

/** The same as one text, equal for worlds that show the same. */
export function textOf<World>({ show }: Scenario<World>, world: World): string {
  const shown: unknown = show ? show(world) : world;
  if (typeof shown !== "object" || shown === null) return wordFor(shown);
  const properties = shown as Readonly<Record<string, unknown>>;
  let text = "";
  for (const name of Object.keys(properties)) {
    const value = properties[name];
    if (typeof value !== "function") text += `\0${wordFor(value)}`;
  }
  return text;
}

function wordFor(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (value === undefined || value === null) return "none";
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Map || value instanceof Set)
    return wordFor([...(value as Iterable<unknown>)]);
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
