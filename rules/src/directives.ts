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
  if (first === undefined) return { kept: findings, disabled: [] };
  const directives = directivesIn(text, first.location.file);
  const isOff = (finding: Finding) =>
    disablersOf(finding, directives).length > 0;
  return {
    kept: findings.filter((finding) => !isOff(finding)),
    disabled: findings.filter(isOff),
  };
}

/** The directives of a file, in order. */
export function directivesIn(text: string, path: string): readonly Directive[] {
  if (!/\beslint\b/u.test(text)) return [];
  return commentsOf(text, path).flatMap(directivesOf);
}

/** The directives that turn a finding off. */
export function disablersOf(
  finding: Finding,
  directives: readonly Directive[],
): readonly Directive[] {
  const rule = `consistency/${finding.rule}`;
  const { start } = finding.location;
  const meant = directives.filter(({ rules }) => rules?.has(rule) ?? true);
  const last = lastSwitch(meant, start);
  return [
    ...meant.filter((directive) => coversLine(directive, start)),
    ...(last?.kind === "switch" && last.off ? [last] : []),
  ];
}

function coversLine(directive: Directive, { line }: Position): boolean {
  return (
    directive.kind === "file" ||
    (directive.kind === "line" && directive.line === line)
  );
}

function lastSwitch(
  directives: readonly Directive[],
  position: Position,
): Directive | undefined {
  return directives.findLast(
    (one) => one.kind === "switch" && isBefore(one.at, position),
  );
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}
