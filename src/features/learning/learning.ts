import * as vscode from "vscode";
import { learningPage } from "../../learning-pages.ts";
import { COMMANDS } from "../../protocol.ts";

/** "Learn why": opens the lesson, or the rule's page, that ships with us. */
export function registerLearning(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand(
      COMMANDS.learnWhy,
      async (rule: unknown) => {
        const page = learningPage(String(rule));
        if (page === undefined) return;
        const uri = vscode.Uri.joinPath(context.extensionUri, page.path);
        await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
      },
    ),
  );
}
