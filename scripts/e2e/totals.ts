/** What a run of tests came to, in numbers that can be added and compared. */
import type Mocha from "mocha";

export interface Totals {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly failures: readonly string[];
}

/** Counts while `runner` runs; ask for the result after its end. */
export function countTests(name: string, runner: Mocha.Runner): () => Totals {
  const failures: string[] = [];
  runner.on("fail", (test, error: unknown) => {
    failures.push(`${test.fullTitle()}: ${String(error)}`);
  });
  return () => ({
    name,
    passed: runner.stats?.passes ?? 0,
    failed: failures.length,
    pending: runner.stats?.pending ?? 0,
    failures,
  });
}

/** The sum of several runs. */
export function sum(name: string, parts: readonly Totals[]): Totals {
  const add = (count: (totals: Totals) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    name,
    passed: add(({ passed }) => passed),
    failed: add(({ failed }) => failed),
    pending: add(({ pending }) => pending),
    failures: parts.flatMap(({ failures }) => failures),
  };
}
