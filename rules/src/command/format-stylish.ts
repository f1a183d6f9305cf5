import path from "node:path";
import { formatFinding, type View } from "./format-finding.ts";
import type { Outcome } from "./lint-files.ts";
import { printable } from "./printable.ts";
import type { Remark } from "../directives/remarks.ts";
import type { Problem } from "./problem.ts";
import { summaryOf, type Summary } from "./summary.ts";

/** For people: each finding with its steps and remedies, then problems and a summary. */
export function formatStylish(outcome: Outcome, view: View): string {
  const named = outcome.problems.filter(({ kind }) => kind !== "limit");
  const blocks = [
    ...outcome.findings.map((finding) => formatFinding(finding, view)),
    ...formatRemarks(outcome.remarks, view),
    ...formatProblems(named, view),
    formatSummary(summaryOf(outcome), view),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function formatRemarks(
  remarks: readonly Remark[],
  { cwd, paint }: View,
): readonly string[] {
  if (remarks.length === 0) return [];
  const lines = remarks.map(({ location, text }) => {
    const { line, column } = location.start;
    const file = path.relative(cwd, location.file) || location.file;
    return `  ${file}:${String(line)}:${String(column + 1)}  ${printable(text)}`;
  });
  return [[paint("yellow", "Comments:"), ...lines].join("\n")];
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
    ...said(summary.remarks, "comment", "to look at, named above"),
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
