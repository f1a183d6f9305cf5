/** The texts of a hostile run: generated ones, and damaged files of our own. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { globSync } from "tinyglobby";
import { fileText } from "./generate.ts";
import { mutated } from "./mutate.ts";
import { randomFrom } from "./random.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Makes the text of an index; the same for the same seed and the same examples. */
export function hostileTexts(seed: number): (index: number) => string {
  const examples = globSync(
    ["examples/shop/src/**/*.ts", "test/rules/fixtures/**/*.ts"],
    { cwd: ROOT, absolute: true },
  )
    .sort()
    .map((file) => readFileSync(file, "utf8"));
  return (index) => {
    const random = randomFrom(seed * 1_000_003 + index);
    const example = examples[random.below(examples.length)] ?? "";
    const form = index % 4;
    if (form === 0) return fileText(random);
    if (form === 1) return mutated(fileText(random), random);
    return mutated(example, random);
  };
}
