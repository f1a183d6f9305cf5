/** Runs one part of `npm test` and says how it ended. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCounts, type Counts } from "./counts.ts";
import type { Part } from "./parts.ts";

export type Outcome = { readonly part: Part } & (
  | { readonly status: "passed" | "failed"; readonly counts: Counts }
  | { readonly status: "left out"; readonly howToEnable: string }
);

const NOTHING: Counts = { passed: 0, failed: 0 };
/** A part that fails without a failing test of its own counts as one failure. */
const ONE_FAILURE: Counts = { passed: 0, failed: 1 };

/** Runs `part` with its output on the terminal, unless it cannot run here. */
export function runPart(part: Part): Outcome {
  const howToEnable = part.howToEnable?.();
  if (howToEnable !== undefined) return missing(part, howToEnable);
  console.log(`\n--- ${part.name} (npm run ${part.script})`);
  const folder = mkdtempSync(join(tmpdir(), "consistency-test-"));
  try {
    return runScript(part, join(folder, "counts.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function missing(part: Part, howToEnable: string): Outcome {
  if (part.required?.() !== true) {
    return { part, status: "left out", howToEnable };
  }
  console.error(`${part.name}: required, but cannot run here; ${howToEnable}`);
  return { part, status: "failed", counts: ONE_FAILURE };
}

function runScript(part: Part, countsFile: string): Outcome {
  const { status } = spawnSync("npm", ["run", "--silent", part.script], {
    stdio: "inherit",
    env: { ...process.env, CONSISTENCY_COUNTS: countsFile },
    shell: process.platform === "win32",
  });
  const counts = part.counted ? readCounts(countsFile) : NOTHING;
  return judge(part, status === 0, counts);
}

/**
 * How a part that was run ended, by its exit and by what it counted. A mocha run
 * that exits well but counted nothing did not run: a failure.
 */
export function judge(
  part: Part,
  exitedWell: boolean,
  counts?: Counts,
): Outcome {
  const ranNothing = part.counted && (counts?.passed ?? 0) === 0;
  if (exitedWell && counts !== undefined && !ranNothing) {
    return { part, status: "passed", counts };
  }
  const failed = Math.max(counts?.failed ?? 0, ONE_FAILURE.failed);
  const passed = counts?.passed ?? 0;
  return { part, status: "failed", counts: { passed, failed } };
}
