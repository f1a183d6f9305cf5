/** What every linter must say about the fixture. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FIXTURE } from "./installed-project.ts";

export const RULE = "consistency/no-cache-aside-race";

/** The fixture's file, from the project's folder. */
export const FILE = "src/users.ts";

/** The line, from 1, that the fixture marks as reported. */
export function reportedLine(): number {
  const lines = readFileSync(join(FIXTURE, FILE), "utf8").split("\n");
  return lines.findIndex((line) => line.includes("// reported here")) + 1;
}
