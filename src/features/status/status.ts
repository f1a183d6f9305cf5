import * as vscode from "vscode";
import { COMMANDS, type CheckedDocument } from "../../protocol.ts";
import { LANGUAGES } from "../language-server/client.ts";
import type { LanguageServer } from "../language-server/language-server.ts";
import {
  describeStatus,
  type DocumentState,
  type Situation,
  type StatusText,
} from "./describe-status.ts";

/** The status item's words, for who wants to read them. */
export interface Status {
  current(): StatusText;
}

/** Shows, beside the language's name, whether the file in front is checked. */
export function registerStatus(
  context: vscode.ExtensionContext,
  server: LanguageServer,
): Status {
  const item = vscode.languages.createLanguageStatusItem(
    "consistencyLint.status",
    LANGUAGES.map((language) => ({ language })),
  );
  item.name = "Consistency Lint";
  const checks = new Map<string, CheckedDocument>();
  let shown = describeStatus({ server: "starting" });

  function update(): void {
    shown = describeStatus(situation(server, checks));
    show(item, shown);
  }

  context.subscriptions.push(
    item,
    server.onDidChangeState(update),
    server.onDidCheck((check) => {
      checks.set(check.uri, check);
      update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      checks.delete(uri.toString());
    }),
  );
  update();
  return { current: () => shown };
}

function situation(
  { state }: LanguageServer,
  checks: ReadonlyMap<string, CheckedDocument>,
): Situation {
  if (state.kind === "failed")
    return { server: "failed", reason: state.reason };
  if (state.kind !== "running") return { server: state.kind };
  const document = vscode.window.activeTextEditor?.document;
  return { server: "running", document: documentState(document, checks) };
}

function documentState(
  document: vscode.TextDocument | undefined,
  checks: ReadonlyMap<string, CheckedDocument>,
): DocumentState {
  if (document === undefined) return { kind: "none" };
  if (!LANGUAGES.includes(document.languageId)) return { kind: "none" };
  if (document.uri.scheme !== "file") return { kind: "not-on-disk" };
  const check = checks.get(document.uri.toString());
  return check === undefined ? { kind: "waiting" } : { kind: "checked", check };
}

function show(item: vscode.LanguageStatusItem, status: StatusText): void {
  item.text = status.text;
  item.detail = status.detail;
  item.busy = status.state === "waiting";
  item.severity =
    status.state === "failed"
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
  item.command =
    status.state === "failed"
      ? { command: COMMANDS.restart, title: vscode.l10n.t("Restart") }
      : { command: COMMANDS.showLog, title: vscode.l10n.t("Show log") };
}
