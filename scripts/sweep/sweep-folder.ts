/** Analyses the source files of one folder, with the time each takes. */
import { readFileSync } from "node:fs";
import { glob } from "tinyglobby";
import { createEngine } from "../../rules/src/engine.ts";

export interface SweepOptions {
  /** A new engine for every file. */
  readonly isCold: boolean;
  /** One file in this many. */
  readonly every: number;
}

export interface SweptFile {
  readonly path: string;
  /** Milliseconds of processor time: other work on the machine does not count. */
  readonly time: number;
}

export interface Sweep {
  readonly folder: string;
  readonly files: readonly SweptFile[];
  /** How many findings, by rule and certainty. */
  readonly findings: ReadonlyMap<string, number>;
  /** How many notes, by kind. */
  readonly notes: ReadonlyMap<string, number>;
  /** Files whose analysis stopped, with the reason. */
  readonly crashes: readonly string[];
}

export async function sweepFolder(
  folder: string,
  options: SweepOptions,
): Promise<Sweep> {
  const paths = await sourcesIn(folder);
  const shared = createEngine();
  const files: SweptFile[] = [];
  const findings = new Map<string, number>();
  const notes = new Map<string, number>();
  const crashes: string[] = [];
  for (const path of paths.filter((_, index) => index % options.every === 0)) {
    const text = readFileSync(path, "utf8");
    const engine = options.isCold ? createEngine() : shared;
    const before = process.cpuUsage();
    const report = engine.analyze({ path, text });
    files.push({ path, time: millisecondsSince(before) });
    for (const { rule, certainty } of report.findings)
      count(findings, `${rule} ${certainty}`);
    for (const { kind, text: reason } of report.notes) {
      count(notes, kind);
      if (kind === "internal") crashes.push(reason);
    }
  }
  return { folder, files, findings, notes, crashes };
}

async function sourcesIn(folder: string): Promise<readonly string[]> {
  const paths = await glob("**/*.{ts,tsx,mts,cts,js,mjs}", {
    cwd: folder,
    absolute: true,
    ignore: ["**/node_modules/**"],
  });
  return paths.sort();
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
