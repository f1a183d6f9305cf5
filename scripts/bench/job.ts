/** Linting in a process of its own, so that nothing is known or compiled before. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./measure.ts";

const worker = fileURLToPath(new URL("worker.ts", import.meta.url));
const longest = 5 * 60_000;

export interface Job {
  readonly folder: string;
  /** Names for `configOf`. */
  readonly configs: readonly string[];
  readonly runs: number;
}

export interface Measured {
  /** Milliseconds of processor time of each run, for each configuration. */
  readonly times: readonly (readonly number[])[];
  readonly files: number;
  /** Files that the parser refused. */
  readonly unread: number;
  /** Peaks, in megabytes. */
  readonly heap: number;
  readonly resident: number;
}

/** `undefined` when the process ended early: out of memory, or after five minutes. */
export function runJob(job: Job): Measured | undefined {
  const { stdout, status } = spawnSync(
    process.execPath,
    [
      "--max-old-space-size=2048",
      "--import",
      "tsx",
      worker,
      JSON.stringify(job),
    ],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      timeout: longest,
    },
  );
  return status === 0 ? (JSON.parse(stdout) as Measured) : undefined;
}

/** The median of each configuration, each run in a fresh process. */
export function coldMedians(
  folder: string,
  configs: readonly string[],
  runs: number,
): readonly number[] {
  const times = configs.map((): number[] => []);
  for (let run = 0; run < runs; run++)
    configs.forEach((name, index) =>
      times[index]?.push(
        finished({ folder, configs: [name], runs: 1 }).times[0]?.[0] ?? 0,
      ),
    );
  return times.map(median);
}

/** The median of each configuration in one process, after a first run that does not count. */
export function warmMedians(
  folder: string,
  configs: readonly string[],
  runs: number,
): { readonly medians: readonly number[]; readonly measured: Measured } {
  const measured = finished({ folder, configs, runs: runs + 1 });
  const medians = measured.times.map((times) => median(times.slice(1)));
  return { medians, measured };
}

function finished(job: Job): Measured {
  const measured = runJob(job);
  if (!measured)
    throw new Error(`Linting ${job.folder} with ${job.configs.join()} failed.`);
  return measured;
}
