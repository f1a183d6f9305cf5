/** What is kept between sweep, sample and judgement: one JSON object a line. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Certainty, RuleName } from "../../rules/src/finding.ts";

export interface SweptFinding {
  /** Names the finding in a list of verdicts: the same in each sweep of the same code. */
  readonly id: string;
  readonly rule: RuleName;
  readonly certainty: Certainty;
  /** Name of the project's folder. */
  readonly project: string;
  /** Where that folder lies on this machine. */
  readonly root: string;
  /** Relative to the root. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** Of the marked line's text, without its indentation. */
  readonly lineHash: string;
  /** One sentence each, with `file:line` where the code has it. */
  readonly steps: readonly string[];
  readonly assumptions: readonly string[];
}

export interface Sampled extends SweptFinding {
  /** How many findings of this rule and certainty the sample was drawn from. */
  readonly population: number;
}

export interface Verdict {
  readonly id: string;
  /** `debatable`: careful readers could disagree. */
  readonly verdict: "right" | "wrong" | "debatable";
  readonly why?: string;
}

/** Eight hexadecimal digits that name the texts. */
export function shortHash(...texts: readonly string[]): string {
  const digest = createHash("sha256").update(texts.join("\0")).digest("hex");
  return digest.slice(0, 8);
}

/** The lines of a file that this tool or a reader wrote. */
export function readLines(file: string): readonly unknown[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as unknown);
}

export function writeLines(file: string, lines: readonly object[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  writeFileSync(file, text);
}
