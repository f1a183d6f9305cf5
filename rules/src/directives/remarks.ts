/**
 * What is to be said about comments that turn our rules off: that one gives no
 * reason, or that it turns nothing off. ESLint has words of its own for its users;
 * these are for the command and the language server.
 */
import { directivesIn, disablersOf } from "../directives.ts";
import type { DirectiveSettings, FileReport } from "../engine.ts";
import type { Finding, Location } from "../finding.ts";
import type { Directive } from "./directive.ts";

export interface Remark {
  readonly kind: "missing-reason" | "unused-directive";
  /** One sentence. */
  readonly text: string;
  /** The comment. */
  readonly location: Location;
}

const OURS = "consistency/";

/** Remarks on the comments of one file, in order; `report` holds all that was found in it. */
export function remarksOn(
  text: string,
  path: string,
  report: FileReport,
  { requireReason, reportUnused }: DirectiveSettings,
): readonly Remark[] {
  if (!requireReason && !reportUnused) return [];
  const directives = directivesIn(text, path);
  const used = usesOf(report.findings, directives);
  const isWhole = report.notes.every(
    ({ kind }) => kind === "unresolved-import",
  );
  return directives.flatMap((directive) => [
    ...(requireReason ? reasonRemarks(directive, used, path) : []),
    ...(reportUnused && isWhole ? unusedRemarks(directive, used, path) : []),
  ]);
}

/** For each directive, the rules of ours that it turns off somewhere. */
type Uses = ReadonlyMap<Directive, ReadonlySet<string>>;

function usesOf(
  findings: readonly Finding[],
  directives: readonly Directive[],
): Uses {
  const uses = new Map<Directive, Set<string>>();
  for (const finding of findings)
    for (const directive of disablersOf(finding, directives)) {
      const rules = uses.get(directive) ?? new Set<string>();
      uses.set(directive, rules.add(OURS + finding.rule));
    }
  return uses;
}

/** A comment that names no rule is ours to remark on only where it hides something of ours. */
function reasonRemarks(
  directive: Directive,
  uses: Uses,
  path: string,
): readonly Remark[] {
  if (directive.reason !== "" || !isOff(directive)) return [];
  const rules = directive.rules
    ? oursIn(directive)
    : [...(uses.get(directive) ?? [])];
  if (rules.length === 0) return [];
  const text = `This comment turns off ${listed(rules)} and gives no reason: write it after \` -- \`.`;
  return [{ kind: "missing-reason", text, location: placeOf(directive, path) }];
}

/** A comment for the whole file is a setting, not an exception that can be left over. */
function unusedRemarks(
  directive: Directive,
  uses: Uses,
  path: string,
): readonly Remark[] {
  if (directive.kind === "file" || !isOff(directive)) return [];
  const used = uses.get(directive);
  const rules = oursIn(directive).filter((rule) => used?.has(rule) !== true);
  if (rules.length === 0) return [];
  const verb = rules.length === 1 ? "finds" : "find";
  const text = `This comment turns off ${listed(rules)}, which ${verb} nothing there: take it away.`;
  return [
    { kind: "unused-directive", text, location: placeOf(directive, path) },
  ];
}

function isOff(directive: Directive): boolean {
  return directive.kind !== "switch" || directive.off;
}

function oursIn({ rules }: Directive): readonly string[] {
  return [...(rules ?? [])].filter((rule) => rule.startsWith(OURS));
}

function listed(rules: readonly string[]): string {
  return rules.map((rule) => `\`${rule}\``).join(", ");
}

function placeOf({ comment }: Directive, file: string): Location {
  const { start, end, range } = comment;
  return { file, range, start, end };
}
