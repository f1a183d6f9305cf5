import {
  CodeActionKind,
  type CodeAction,
  type Range,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding, Fix } from "../../rules/src/finding.ts";
import { learningPage } from "../learning-pages.ts";
import { COMMANDS } from "../protocol.ts";
import { ruleId, toDiagnostic, toRange } from "./diagnostics.ts";
import { disableLineEdit } from "./disable-line.ts";
import type { Texts } from "./texts.ts";
import { toWorkspaceEdit, type EditAbilities } from "./workspace-edit.ts";

/** What the actions are made for. */
export interface ActionContext {
  readonly document: TextDocument;
  readonly texts: Texts;
  readonly abilities: EditAbilities;
  /** Commands the client can run. */
  readonly commands: readonly string[];
}

/** The actions for the findings that `range` touches, remedies first. */
export function codeActions(
  findings: readonly Finding[],
  range: Range,
  context: ActionContext,
): CodeAction[] {
  const touched = findings.filter((finding) =>
    overlaps(toRange(finding.location), range),
  );
  return [
    ...touched.flatMap((finding) => fixActions(finding, context)),
    ...touched.flatMap((finding) => learnAction(finding, context)),
    ...touched.map((finding) => disableAction(finding, context)),
  ];
}

function fixActions(finding: Finding, context: ActionContext): CodeAction[] {
  return finding.fixes.flatMap((fix) => fixAction(finding, fix, context));
}

function fixAction(
  finding: Finding,
  fix: Fix,
  { texts, abilities }: ActionContext,
): CodeAction[] {
  const edit = toWorkspaceEdit(fix.edits, texts, abilities);
  return edit === undefined
    ? []
    : [{ ...baseAction(titleOf(fix), finding), edit }];
}

/** What the fix does, and what it leaves open: nobody should take it for more. */
function titleOf({ title, leavesOpen }: Fix): string {
  return `${title} (${leavesOpen.replace(/\.$/u, "")})`;
}

function learnAction(finding: Finding, context: ActionContext): CodeAction[] {
  const page = learningPage(finding.rule);
  const command = COMMANDS.learnWhy;
  if (page === undefined || !context.commands.includes(command)) return [];
  const title = `Learn why: ${page.title}`;
  return [
    {
      ...baseAction(title, finding),
      command: { title, command, arguments: [finding.rule] },
    },
  ];
}

function disableAction(finding: Finding, context: ActionContext): CodeAction {
  const rule = ruleId(finding.rule);
  const { line } = toRange(finding.location).start;
  return {
    ...baseAction(`Disable ${rule} for this line`, finding),
    edit: disableLineEdit(context.document, line, rule, context.abilities),
  };
}

function baseAction(title: string, finding: Finding): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding)],
  };
}

function overlaps(first: Range, second: Range): boolean {
  return (
    isAtOrBefore(first.start, second.end) &&
    isAtOrBefore(second.start, first.end)
  );
}

function isAtOrBefore(first: Range["start"], second: Range["start"]): boolean {
  if (first.line !== second.line) return first.line < second.line;
  return first.character <= second.character;
}
