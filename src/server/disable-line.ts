import type {
  Position,
  SnippetTextEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { EditAbilities } from "./workspace-edit.ts";

/** A suppression without a reason helps nobody, so the comment asks for one. */
const REASON = "reason";

/** Adds the comment that turns a rule off for the line at `line` (from 0). */
export function disableLineEdit(
  document: TextDocument,
  line: number,
  rule: string,
  abilities: EditAbilities,
): WorkspaceEdit {
  const insertion = insertionFor(document, line, rule);
  if (!abilities.documentChanges) {
    return { changes: { [document.uri]: [toTextEdit(insertion)] } };
  }
  const edit = abilities.snippets
    ? toSnippetEdit(insertion)
    : toTextEdit(insertion);
  const { uri, version } = document;
  return {
    documentChanges: [{ textDocument: { uri, version }, edits: [edit] }],
  };
}

/** `before` and `after` stand around the reason the user is to write. */
interface Insertion {
  readonly at: Position;
  readonly before: string;
  readonly after: string;
}

function insertionFor(
  document: TextDocument,
  line: number,
  rule: string,
): Insertion {
  const above = line === 0 ? "" : textOfLine(document, line - 1);
  const comment =
    /^\s*\/\/\s*eslint-disable-next-line\s+[^\s-][^]*?(?=\s+--|\s*$)/u;
  const names = comment.exec(above)?.[0];
  if (names !== undefined) {
    // The comment above must stay directly above: name the rule in it too.
    const at = { line: line - 1, character: names.length };
    const reasoned = above.slice(names.length).trim() !== "";
    return { at, before: reasoned ? `, ${rule}` : `, ${rule} -- `, after: "" };
  }
  const indent = /^\s*/u.exec(textOfLine(document, line))?.[0] ?? "";
  return {
    at: { line, character: 0 },
    before: `${indent}// eslint-disable-next-line ${rule} -- `,
    after: "\n",
  };
}

function toTextEdit({ at, before, after }: Insertion): TextEdit {
  const reason = before.endsWith("-- ") ? REASON : "";
  return { range: { start: at, end: at }, newText: before + reason + after };
}

function toSnippetEdit({ at, before, after }: Insertion): SnippetTextEdit {
  const reason = before.endsWith("-- ") ? `\${1:${REASON}}` : "";
  const value = escapeSnippet(before) + reason + after;
  return {
    range: { start: at, end: at },
    snippet: { kind: "snippet", value },
  };
}

function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/gu, "\\$&");
}

function textOfLine(document: TextDocument, line: number): string {
  const start = { line, character: 0 };
  const end = { line: line + 1, character: 0 };
  return document.getText({ start, end }).replace(/\r?\n$/u, "");
}
