import path from "node:path";
import { formatFinding, type View } from "./format-finding.ts";
import type { Outcome } from "./lint-files.ts";
import type { Problem } from "./problem.ts";
import { summaryOf, type Summary } from "./summary.ts";

/** For people: each finding with its steps and remedies, then problems and a summary. */
export function formatStylish(outcome: Outcome, view: View): string {
  const named = outcome.problems.filter(({ kind }) => kind !== "limit");
  const blocks = [
    ...outcome.findings.map((finding) => formatFinding(finding, view)),
    ...formatProblems(named, view),
    formatSummary(summaryOf(outcome), view),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function formatProblems(
  problems: readonly Problem[],
  { cwd, paint }: View,
): readonly string[] {
  if (problems.length === 0) return [];
  const lines = problems.map(
    ({ file, text }) => `  ${path.relative(cwd, file) || file}  ${text}`,
  );
  return [[paint("yellow", "Not linted:"), ...lines].join("\n")];
}

function formatSummary(summary: Summary, { paint }: View): string {
  const { findings, files } = summary;
  const style = findings === 0 ? "green" : "red";
  const head = `${counted(findings, "finding")} in ${counted(files, "file")}`;
  const details = [...ruleLines(summary), ...asides(summary)];
  return [paint(style, head), ...details].join("\n");
}

function ruleLines({ rules }: Summary): readonly string[] {
  const width = Math.max(
    0,
    ...Object.values(rules).map((n) => String(n).length),
  );
  return Object.entries(rules).map(
    ([rule, count]) =>
      `  ${String(count).padStart(width)}  consistency/${rule}`,
  );
}

/** What the numbers above do not show. */
function asides(summary: Summary): readonly string[] {
  const { hidden, disabled, problems, limited, unresolvedImports } = summary;
  return [
    ...said(hidden, "finding", "not shown; --preset strict shows them"),
    ...said(disabled, "finding", "turned off by comments"),
    ...said(problems, "problem", "named above"),
    ...said(limited, "file", "not followed to the end; --format json says why"),
    ...said(
      unresolvedImports,
      "import",
      "led nowhere; what they bring is unknown",
    ),
  ];
}

function said(count: number, noun: string, rest: string): readonly string[] {
  return count === 0 ? [] : [`  ${counted(count, noun)} ${rest}`];
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
