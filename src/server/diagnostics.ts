import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Range,
} from "vscode-languageserver";
import { pathToFileURL } from "node:url";
import type { Remark } from "../../rules/src/directives/remarks.ts";
import type { Note } from "../../rules/src/engine.ts";
import type { Finding, Location, Step } from "../../rules/src/finding.ts";
import { ruleDocumentationUrl } from "../../rules/src/links.ts";

/** What every diagnostic of ours names as its source. */
export const SOURCE = "consistency";

/** One finding as the editor shows it: the write marked, the steps beside it. */
export function toDiagnostic(finding: Finding): Diagnostic {
  return {
    range: toRange(finding.location),
    severity: severityOf(finding),
    source: SOURCE,
    code: ruleId(finding.rule),
    codeDescription: { href: ruleDocumentationUrl(finding.rule) },
    message: finding.message,
    relatedInformation: toRelatedInformation(finding),
    data: finding,
  };
}

/** A remark on a comment that turns rules off. */
export function remarkDiagnostic({ kind, text, location }: Remark): Diagnostic {
  return {
    range: toRange(location),
    severity: DiagnosticSeverity.Warning,
    source: SOURCE,
    code: kind,
    message: text,
    ...(kind === "unused-directive" && { tags: [DiagnosticTag.Unnecessary] }),
  };
}

/** Settings that cannot be used are told in each file that they are for. */
export function settingsDiagnostic({ kind, text }: Note): Diagnostic[] {
  if (kind !== "settings") return [];
  const start = { line: 0, character: 0 };
  return [
    {
      range: { start, end: start },
      severity: DiagnosticSeverity.Error,
      source: SOURCE,
      code: kind,
      message: text,
    },
  ];
}

/** The rule's name as ESLint users write it. */
export function ruleId(rule: string): string {
  return `consistency/${rule}`;
}

/** From our positions (lines count from 1) to the protocol's (from 0). */
export function toRange({ start, end }: Location): Range {
  return {
    start: { line: start.line - 1, character: start.column },
    end: { line: end.line - 1, character: end.column },
  };
}

function severityOf(finding: Finding): DiagnosticSeverity {
  return finding.certainty === "certain"
    ? DiagnosticSeverity.Error
    : DiagnosticSeverity.Warning;
}

/**
 * Every step, in order. A step outside the analysed code has no line of its
 * own: it is shown at the step before it, the moment at which it happens.
 */
function toRelatedInformation(
  finding: Finding,
): DiagnosticRelatedInformation[] {
  let moment = finding.steps.find(hasLocation)?.location ?? finding.location;
  return finding.steps.map((step, index) => {
    moment = step.location ?? moment;
    return {
      location: {
        uri: pathToFileURL(moment.file).href,
        range: toRange(moment),
      },
      message: describeStep(step, index + 1),
    };
  });
}

/** The step as one line: "Step 2 (writer): updates the row (the cache is old)". */
function describeStep(step: Step, number: number): string {
  const actor = hasLocation(step) ? step.actor : `${step.actor}, elsewhere`;
  const after = step.after === undefined ? "" : ` (${step.after})`;
  return `Step ${String(number)} (${actor}): ${step.operation}${after}`;
}

function hasLocation(step: Step): boolean {
  return step.location !== undefined;
}
