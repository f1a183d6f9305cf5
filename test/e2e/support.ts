/** What the suites in the extension host have in common. */
import * as vscode from "vscode";
import type { ConsistencyLintApi } from "../../src/extension.ts";

export const EXTENSION_ID = "consistency-lint.consistency-lint";

const LIMIT_MS = 30_000;
const PAUSE_MS = 50;

/** Polls until `get` has a value; VS Code has no event for most of what we await. */
export async function until<T>(
  what: string,
  get: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const value = await get();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Opens a file of the workspace, by its path in it, and shows it. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  await vscode.window.showTextDocument(document);
  return document;
}

export function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("The suite has no workspace.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Our diagnostics of a document as they stand now. */
function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "consistency");
}

/** Waits for exactly `count` diagnostics of ours. */
export function diagnostics(
  document: vscode.TextDocument,
  count: number,
): Promise<vscode.Diagnostic[]> {
  return until(`${String(count)} diagnostics`, () => {
    const found = ours(document);
    return found.length === count ? found : undefined;
  });
}

/** The one diagnostic of a document that has one. */
export async function onlyDiagnostic(
  document: vscode.TextDocument,
): Promise<vscode.Diagnostic> {
  const [first] = await diagnostics(document, 1);
  if (first === undefined) throw new Error("unreachable: one was awaited");
  return first;
}

/** The quick fix whose title matches; fails with the titles there are. */
export async function action(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: RegExp,
): Promise<vscode.CodeAction> {
  const actions = await codeActions(document, range);
  const found = actions.find((candidate) => title.test(candidate.title));
  if (found !== undefined) return found;
  const titles = actions.map((candidate) => candidate.title).join(", ");
  throw new Error(`no action like ${String(title)} among: ${titles}`);
}

/**
 * VS Code cancels the request when another provider registers meanwhile, as
 * its lazy TypeScript extension does; then it is asked again.
 */
function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  return until("code actions", async () => {
    try {
      return await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
    } catch (error) {
      if (/cancell?ed/iu.test(String(error))) return undefined;
      throw error;
    }
  });
}

/** Applies an action's edit and runs its command, as choosing it does. */
export async function apply(chosen: vscode.CodeAction): Promise<void> {
  if (chosen.edit !== undefined) {
    const applied = await vscode.workspace.applyEdit(chosen.edit);
    if (!applied)
      throw new Error(`VS Code refused the edit of ${chosen.title}`);
  }
  if (chosen.command === undefined) return;
  const { command, arguments: values = [] } = chosen.command;
  await vscode.commands.executeCommand(command, ...(values as unknown[]));
}

/** What the extension exports, once it is active. */
export async function api(): Promise<ConsistencyLintApi> {
  const extension =
    vscode.extensions.getExtension<ConsistencyLintApi>(EXTENSION_ID);
  if (extension === undefined) throw new Error(`${EXTENSION_ID} is not there`);
  return extension.activate();
}

/** Closes every editor and forgets what was typed in it. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
