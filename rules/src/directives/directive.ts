import { ConfigCommentParser } from "@eslint/plugin-kit";
import type { Position } from "../finding.ts";
import type { Comment } from "./comments.ts";

/** What a comment says about rules. `rules` is absent when it means every rule. */
export type Directive = DirectiveText & Meaning;

interface DirectiveText {
  readonly comment: Comment;
  /** What stands after `--`; empty when nothing does. */
  readonly reason: string;
}

type Meaning = { readonly rules?: ReadonlySet<string> } & (
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "file" }
  /** Off or on from a position until the next switch. */
  | { readonly kind: "switch"; readonly off: boolean; readonly at: Position }
);

const parser = new ConfigCommentParser();

/** The directive that a comment holds: one or none. */
export function directivesOf(comment: Comment): readonly Directive[] {
  const parsed = parser.parseDirective(comment.text);
  if (parsed === undefined) return [];
  const meaning = meaningOf(parsed.label, parsed.value, comment);
  const reason = parsed.justification.trim();
  return meaning === undefined ? [] : [{ comment, reason, ...meaning }];
}

/**
 * As in ESLint, only a block comment switches rules for more than one line,
 * and a comment that disables its own line must stand on one line.
 */
function meaningOf(
  label: string,
  value: string,
  { kind, start, end }: Comment,
): Meaning | undefined {
  const named = rulesOf(value);
  if (label === "eslint-disable-next-line")
    return { kind: "line", line: end.line + 1, ...named };
  if (label === "eslint-disable-line")
    return start.line === end.line
      ? { kind: "line", line: start.line, ...named }
      : undefined;
  if (kind !== "block") return undefined;
  if (label === "eslint") return turnedOff(value);
  if (label === "eslint-disable" || label === "eslint-enable")
    return {
      kind: "switch",
      off: label === "eslint-disable",
      at: start,
      ...named,
    };
  return undefined;
}

function rulesOf(value: string): { rules?: ReadonlySet<string> } {
  const names = Object.keys(parser.parseListConfig(value));
  return names.length === 0 ? {} : { rules: new Set(names) };
}

/** The rules that a block comment such as `eslint some-rule: off` turns off for the file. */
function turnedOff(value: string): Meaning | undefined {
  const parsed = parser.parseJSONLikeConfig(value);
  if (!parsed.ok) return undefined;
  const off = Object.entries(parsed.config).filter(([, setting]) =>
    isOff(setting),
  );
  const rules = new Set(off.map(([rule]) => rule));
  return { kind: "file", rules };
}

function isOff(setting: unknown): boolean {
  const severity: unknown = Array.isArray(setting) ? setting[0] : setting;
  return severity === "off" || severity === 0;
}
