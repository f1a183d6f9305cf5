/**
 * Analyses every source file of real projects and says how it went: our
 * evidence that no file crashes the analysis, hangs it or takes too long.
 *
 *     npx tsx scripts/sweep.ts [--cold] [--every N] FOLDER...
 *
 * `--cold` gives each file an engine of its own, as when an editor opens it
 * first; `--every N` takes one file in N. Fails when the analysis of a file
 * stops with an internal error or takes longer than `slowest`.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { describeSweep } from "./sweep/describe.ts";
import { sweepFolder } from "./sweep/sweep-folder.ts";

/** Milliseconds for one file, with all that it follows. */
const slowest = 2_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cold: { type: "boolean", default: false },
    every: { type: "string", default: "1" },
  },
});

let failures = 0;
for (const folder of positionals) {
  const sweep = await sweepFolder(path.resolve(folder), {
    isCold: values.cold,
    every: Number(values.every),
  });
  failures += sweep.crashes.length;
  failures += sweep.files.filter((file) => file.time > slowest).length;
  console.log(describeSweep(sweep, slowest));
}
if (failures > 0) {
  console.error(
    `${String(failures)} crashes or files over ${String(slowest)} ms`,
  );
  process.exitCode = 1;
}
