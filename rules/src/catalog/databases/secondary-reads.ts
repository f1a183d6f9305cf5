/** MongoDB's read preferences that let a lagging secondary answer. */
import { option, word } from "../build.ts";
import type { Mark } from "../entry.ts";

const preferences = ["secondary", "secondaryPreferred", "nearest"];

/** As a word among the arguments from a position on, or as its option `readPreference`. */
export function secondaryReads(from: number): readonly Mark[] {
  return preferences.flatMap((name) => [
    word(name, from),
    option(from, "readPreference", name),
  ]);
}
