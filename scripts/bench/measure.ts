/** Timing: processor time, in alternating runs of one process, as a median. */

/** Milliseconds of processor time that `work` takes. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

/** The median time of each piece of work: all take turns, so that a slow moment of the machine meets all alike. */
export function medians(
  works: readonly (() => void)[],
  runs: number,
): readonly number[] {
  const times = works.map((): number[] => []);
  for (let run = 0; run < runs; run++)
    works.forEach((work, index) => times[index]?.push(cpuTime(work)));
  return times.map(median);
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
