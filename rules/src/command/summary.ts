import type { Outcome } from "./lint-files.ts";

/** The run in numbers. */
export interface Summary {
  /** Files that were linted. */
  readonly files: number;
  readonly findings: number;
  readonly certain: number;
  readonly possible: number;
  /** Findings of each rule that has any, by the rule's name. */
  readonly rules: Readonly<Record<string, number>>;
  /** Possible findings that the preset left out. */
  readonly hidden: number;
  /** Findings that comments turned off. */
  readonly disabled: number;
  /** Comments that give no reason or turn nothing off. */
  readonly remarks: number;
  /** Files that were not linted, or failed. */
  readonly problems: number;
  /** Files whose analysis reached a limit, so that some of it is unknown. */
  readonly limited: number;
  readonly unresolvedImports: number;
}

export function summaryOf(outcome: Outcome): Summary {
  const { findings, remarks, problems, counts } = outcome;
  const limits = problems.filter(({ kind }) => kind === "limit");
  const certain = findings.filter((one) => one.certainty === "certain").length;
  return {
    files: counts.files,
    findings: findings.length,
    certain,
    possible: findings.length - certain,
    rules: countByRule(findings.map(({ rule }) => rule)),
    hidden: counts.hidden,
    disabled: counts.disabled,
    remarks: remarks.length,
    problems: problems.length - limits.length,
    limited: new Set(limits.map(({ file }) => file)).size,
    unresolvedImports: counts.unresolvedImports,
  };
}

function countByRule(rules: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const rule of [...rules].sort())
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Object.fromEntries(counts);
}
