import type * as vscode from "vscode";
import { registerLanguageServer } from "./features/language-server/language-server.ts";
import { registerLearning } from "./features/learning/learning.ts";
import { registerStatus, type Status } from "./features/status/status.ts";

/** What other extensions, and our end-to-end tests, may ask. */
export interface ConsistencyLintApi {
  readonly status: Status;
}

/** Called by VS Code when the first TypeScript file is opened. */
export async function activate(
  context: vscode.ExtensionContext,
): Promise<ConsistencyLintApi> {
  const server = registerLanguageServer(context);
  const status = registerStatus(context, server);
  registerLearning(context);
  await server.start();
  return { status };
}
