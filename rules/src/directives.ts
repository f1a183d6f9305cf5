/**
 * Findings that comments turn off, in ESLint's own words, for the hosts that
 * are not ESLint (the command and the language server).
 */
import { commentsOf } from "./directives/comments.ts";
import { directivesOf, type Directive } from "./directives/directive.ts";
import type { Finding, Position } from "./finding.ts";

export interface Sifted {
  /** In the order given. */
  readonly kept: readonly Finding[];
  readonly disabled: readonly Finding[];
}

/**
 * Separates the findings of one file by the file's `eslint-disable…` comments.
 * `text` is the file's content; the findings are those located in it.
 */
export function withoutDisabled(
  text: string,
  findings: readonly Finding[],
): Sifted {
  const [first] = findings;
  if (first === undefined || !/\beslint\b/u.test(text))
    return { kept: findings, disabled: [] };
  const comments = commentsOf(text, first.location.file);
  const directives = comments.flatMap(directivesOf);
  const isOff = (finding: Finding) => isDisabled(finding, directives);
  return {
    kept: findings.filter((finding) => !isOff(finding)),
    disabled: findings.filter(isOff),
  };
}

function isDisabled(
  finding: Finding,
  directives: readonly Directive[],
): boolean {
  const rule = `consistency/${finding.rule}`;
  const meant = directives.filter(({ rules }) => rules?.has(rule) ?? true);
  return (
    meant.some((directive) => coversLine(directive, finding.location.start)) ||
    isSwitchedOff(meant, finding.location.start)
  );
}

function coversLine(directive: Directive, { line }: Position): boolean {
  return (
    directive.kind === "file" ||
    (directive.kind === "line" && directive.line === line)
  );
}

/** Whether the last switch before the position is an "off". */
function isSwitchedOff(
  directives: readonly Directive[],
  position: Position,
): boolean {
  const last = directives.findLast(
    (one) => one.kind === "switch" && isBefore(one.at, position),
  );
  return last?.kind === "switch" && last.off;
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}
