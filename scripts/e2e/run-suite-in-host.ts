import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import type { Host } from "./find-host.ts";
import type { Totals } from "./totals.ts";

/** A suite of tests and the workspace it wants. */
export interface Suite {
  readonly name: string;
  /** The bundled file of its tests. */
  readonly file: string;
  /** The folder that is copied to be its workspace. */
  readonly fixture: string;
}

/** Runs a suite in the extension host on a copy of its workspace. */
export async function runSuiteInHost(
  suite: Suite,
  host: Host,
  root: string,
): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), "cl-workspace-"));
  const workspace = join(folder, "workspace");
  const totals = join(folder, "totals.json");
  cpSync(suite.fixture, workspace, { recursive: true });
  const problem = await problemOf(
    runTests({
      vscodeExecutablePath: executableOf(host, root),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, "out/e2e/run-suite.cjs"),
      launchArgs: [workspace],
      extensionTestsEnv: {
        E2E_SUITE: suite.name,
        E2E_SUITE_FILE: suite.file,
        E2E_SUITE_TOTALS: totals,
      },
    }),
  );
  const counted = readTotals(totals);
  rmSync(folder, { recursive: true, force: true });
  // A host that fails although every test passed has failed all the same.
  const isExplained = problem === undefined || (counted?.failed ?? 0) > 0;
  return counted !== undefined && isExplained
    ? counted
    : broken(suite, problem ?? "it wrote no totals");
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

function executableOf(host: Host, root: string): string {
  return host.kind === "desktop"
    ? host.executable
    : resolve(root, "scripts/e2e/code-shim.ts");
}

function readTotals(file: string): Totals | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Totals;
  } catch {
    return undefined; // the host ended before the tests did
  }
}

function broken({ name }: Suite, why: unknown): Totals {
  const failures = [`${name} did not finish: ${String(why)}`];
  return { name, passed: 0, failed: 1, pending: 0, failures };
}
