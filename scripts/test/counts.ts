/** How many tests passed and failed, handed from a mocha run to `npm test`. */
import { existsSync, readFileSync } from "node:fs";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The counts in `file`; undefined when the run ended before it could count. */
export function readCounts(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined;
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  return isCounts(value) ? value : undefined;
}

/** The sum over several runs. */
export function addCounts(all: readonly Counts[]): Counts {
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    passed: sum(all.map(({ passed }) => passed)),
    failed: sum(all.map(({ failed }) => failed)),
  };
}

function isCounts(value: unknown): value is Counts {
  return (
    typeof value === "object" &&
    value !== null &&
    "passed" in value &&
    "failed" in value &&
    typeof value.passed === "number" &&
    typeof value.failed === "number"
  );
}
