/** Timing: processor time, which other work on the machine disturbs least. */

/** Milliseconds of processor time that `work` takes. */
export async function cpuTime(
  work: () => Promise<void> | void,
): Promise<number> {
  const before = process.cpuUsage();
  await work();
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

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
