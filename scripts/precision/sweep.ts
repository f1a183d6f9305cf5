/** Every finding of one project, as the command would lint it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { collectFiles } from "../../rules/src/command/collect-files.ts";
import { createEngine } from "../../rules/src/engine.ts";
import type { Finding, Step } from "../../rules/src/finding.ts";
import { ruleFacts } from "../../rules/src/rules/facts.ts";
import { shortHash, type SweptFinding } from "./records.ts";

export type Preset = "recommended" | "strict";

export interface SweptProject {
  /** Name of its folder. */
  readonly name: string;
  /** What git has checked out there. */
  readonly commit: string;
  /** How many were linted. */
  readonly files: number;
  readonly findings: readonly SweptFinding[];
}

export function isPreset(name: string): name is Preset {
  return name === "recommended" || name === "strict";
}

export function sweepProject(root: string, preset: Preset): SweptProject {
  const collection = collectFiles([root], root);
  if (!("found" in collection)) throw new Error(`There is no folder ${root}.`);
  const { files } = collection.found;
  const engine = createEngine();
  const findings = files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return engine
      .analyze({ path: file, text })
      .findings.filter((finding) => isReported(finding, preset))
      .map((finding) => recordOf(finding, root, text.split(/\r?\n/u)));
  });
  return {
    name: path.basename(root),
    commit: commitOf(root),
    files: files.length,
    findings,
  };
}

function isReported({ rule, certainty }: Finding, preset: Preset): boolean {
  const report = ruleFacts[rule].presets[preset];
  return report === "possible" || report === certainty;
}

function recordOf(
  finding: Finding,
  root: string,
  lines: readonly string[],
): SweptFinding {
  const { rule, certainty, message, location } = finding;
  const project = path.basename(root);
  const file = path.relative(root, location.file);
  const { line, column } = location.start;
  return {
    id: shortHash(rule, project, file, `${String(line)}:${String(column)}`),
    rule,
    certainty,
    project,
    root,
    file,
    line,
    message,
    lineHash: shortHash((lines[line - 1] ?? "").trim()),
    steps: finding.steps.map((step) => sentenceOf(step, root)),
    assumptions: finding.assumptions.map(({ text }) => text),
  };
}

function sentenceOf({ actor, operation, location }: Step, root: string) {
  if (!location) return `${actor}: ${operation}`;
  const file = path.relative(root, location.file);
  return `${actor}: ${operation} (${file}:${String(location.start.line)})`;
}

function commitOf(root: string): string {
  try {
    const args = ["-C", root, "rev-parse", "HEAD"];
    return execFileSync("git", args, { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}
