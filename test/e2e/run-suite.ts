/**
 * Runs inside the extension host: VS Code calls `run` and ends with what it
 * settles to. Which suite, and where its numbers go, come by the environment.
 */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { countTests } from "../../scripts/e2e/totals.ts";

/** A slow machine's first check may take this long; a pass takes seconds. */
const TIMEOUT_MS = 60_000;

/** Rejects when a test failed, which is how VS Code learns of it. */
export async function run(): Promise<void> {
  const name = fromEnvironment("E2E_SUITE");
  const mocha = new Mocha({ ui: "bdd", timeout: TIMEOUT_MS, color: true });
  mocha.addFile(fromEnvironment("E2E_SUITE_FILE"));
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(() => {
      const totals = result();
      writeFileSync(
        fromEnvironment("E2E_SUITE_TOTALS"),
        JSON.stringify(totals),
      );
      resolve(totals.failed);
    });
    const result = countTests(name, runner);
  });
  if (failed > 0) throw new Error(`${String(failed)} tests failed`);
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
