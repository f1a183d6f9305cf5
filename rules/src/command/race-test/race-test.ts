/** Makes a race test of a finding and says where it is, or why there is none. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Analyser } from "../../engine.ts";
import { codeOf } from "../problem.ts";
import { findingsOn } from "../show.ts";
import { raceTestFor } from "./write-test.ts";

export interface RaceTestRequest {
  readonly file: string;
  readonly line: number;
  readonly output?: string;
}

/** What to print: the test itself, or one sentence about the file that holds it. */
export function raceTestAt(
  { file, line, output }: RaceTestRequest,
  cwd: string,
  engine: Analyser,
): { readonly text: string } | { readonly problem: string } {
  const found = findingsOn({ file, line }, cwd, engine);
  if ("problem" in found) return found;
  const [finding] = found.findings;
  if (!finding) return { problem: "There is no finding." };
  const test = path.resolve(cwd, output ?? nameBeside(file));
  const made = raceTestFor(finding, { test, text: found.text });
  if ("problem" in made || output === undefined) return made;
  const problem = write(test, made.text);
  if (problem !== undefined) return { problem: `${output}: ${problem}` };
  const gaps = made.text.includes("FILL IN")
    ? " Look for FILL IN: there the test needs you."
    : "";
  return { text: `${output} is written.${gaps}\n` };
}

/** `users.ts` has its test in `users.race.test.ts`. */
function nameBeside(file: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.race.test${ext}`);
}

/** A file that is there is left alone. */
function write(file: string, text: string): string | undefined {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return "It is there already, and is left alone.";
    if (code === "ENOENT") return "Its folder does not exist.";
    return `It cannot be written (${code}).`;
  }
}
