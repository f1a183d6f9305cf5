/** The outcome of a sweep as text. */
import path from "node:path";
import type { Sweep, SweptFile } from "./sweep-folder.ts";

/** How many of the slowest files are named. */
const named = 5;

export function describeSweep(sweep: Sweep, slowest: number): string {
  const { folder, files, findings, notes, crashes } = sweep;
  const times = files.map(({ time }) => time).sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  const over = times.filter((time) => time > slowest).length;
  return [
    `${path.basename(folder)}: ${String(files.length)} files in ${(total / 1000).toFixed(1)} s, ` +
      `median ${milliseconds(at(times, 0.5))}, p95 ${milliseconds(at(times, 0.95))}, ` +
      `longest ${milliseconds(at(times, 1))}, ${String(over)} over ${milliseconds(slowest)}`,
    `  findings: ${describeCounts(findings)}`,
    `  notes: ${describeCounts(notes)}`,
    ...crashes.map((crash) => `  CRASH ${crash}`),
    ...slowFiles(files).map(
      (file) =>
        `  ${milliseconds(file.time)} ${path.relative(folder, file.path)}`,
    ),
  ].join("\n");
}

function slowFiles(files: readonly SweptFile[]): readonly SweptFile[] {
  return [...files].sort((a, b) => b.time - a.time).slice(0, named);
}

function describeCounts(counts: ReadonlyMap<string, number>): string {
  const parts = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${String(count)}`);
  return parts.length > 0 ? parts.join(", ") : "none";
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

function milliseconds(time: number): string {
  return `${time.toFixed(0)} ms`;
}
