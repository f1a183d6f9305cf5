/**
 * `npm run e2e [SUITE…]`: the extension in a real VS Code. First the suites
 * inside its extension host, then the packaged extension, used from outside.
 * Exit 0 when all passed, 1 when not, 3 when no VS Code is to be had.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { findHost, type Host } from "./find-host.ts";
import { runSuiteInHost } from "./run-suite-in-host.ts";
import { runScenes } from "./scenes.ts";
import { buildSuites, suites } from "./suites.ts";
import { sum, type Totals } from "./totals.ts";

const ROOT = resolve(import.meta.dirname, "../..");

async function main(names: readonly string[]): Promise<number> {
  const host = findHost();
  if (host.kind === "none") {
    console.log(`End-to-end tests left out, no VS Code here: ${host.how}.`);
    return 3;
  }
  if (!npm("bundle")) return 1;
  await buildSuites(ROOT);
  const parts: Totals[] = [];
  for (const suite of suites(ROOT, names)) {
    parts.push(await runSuiteInHost(suite, host, ROOT));
  }
  if (names.length === 0 || names.includes("scenes")) {
    parts.push(...(await scenesIn(host)));
  }
  return report(parts);
}

/** Scenes drive a browser, so they need the server host. */
async function scenesIn(host: Host): Promise<Totals[]> {
  if (host.kind !== "server") {
    console.log(
      "Scenes left out: they need the server host (`npm run e2e:host`).",
    );
    return [];
  }
  if (!npm("package:vsix")) return [NOT_PACKAGED];
  return [await runScenes(ROOT)];
}

const NOT_PACKAGED: Totals = {
  name: "scenes",
  passed: 0,
  failed: 1,
  pending: 0,
  failures: ["the extension could not be packaged"],
};

/** Runs a script of ours, which says itself what went wrong; whether it went well. */
function npm(script: string): boolean {
  const { status } = spawnSync("npm", ["run", "--silent", script], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (status !== 0) console.error(`\`npm run ${script}\` failed.`);
  return status === 0;
}

function report(parts: readonly Totals[]): number {
  const total = sum("end-to-end", parts);
  for (const failure of total.failures) console.error(`FAILED ${failure}`);
  const names = parts.map(({ name, passed }) => `${name} ${String(passed)}`);
  console.log(
    `End-to-end: ${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.pending)} pending (${names.join(", ")})`,
  );
  const file = process.env["CONSISTENCY_COUNTS"];
  if (file !== undefined) {
    writeFileSync(file, JSON.stringify({ ...total, parts }, undefined, 2));
  }
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
