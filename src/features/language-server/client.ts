import * as vscode from "vscode";
import {
  CloseAction,
  LanguageClient,
  TransportKind,
  type ErrorHandler,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import {
  COMMANDS,
  SETTINGS_SECTION,
  type InitializationOptions,
} from "../../protocol.ts";

/** The languages that are checked. */
export const LANGUAGES: readonly string[] = ["typescript", "typescriptreact"];

/** Told when the server's process ended without being asked to. */
export type OnCrash = (next: "restarting" | "given up") => void;

/** A client, not yet started, of the server in `context`'s extension. */
export function createClient(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
  onCrash: OnCrash,
): LanguageClient {
  const initializationOptions: InitializationOptions = {
    commands: [COMMANDS.learnWhy],
  };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.map((language) => ({
      scheme: "file",
      language,
    })),
    initializationOptions,
    outputChannel,
    diagnosticPullOptions: { onChange: true, onSave: true },
    errorHandler: errorHandler(
      () => client.createDefaultErrorHandler(),
      onCrash,
    ),
  };
  const client = new LanguageClient(
    SETTINGS_SECTION,
    "Consistency Lint",
    serverOptions(context),
    options,
  );
  return client;
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const module = context.asAbsolutePath("dist/server.cjs");
  return { module, transport: TransportKind.ipc };
}

/** The client's own policy (five restarts in three minutes), made visible. */
function errorHandler(
  createPolicy: () => ErrorHandler,
  onCrash: OnCrash,
): ErrorHandler {
  let policy: ErrorHandler | undefined;
  const get = (): ErrorHandler => (policy ??= createPolicy());
  return {
    error: (...problem) => get().error(...problem),
    async closed() {
      const decision = await get().closed();
      const restarts = decision.action === CloseAction.Restart;
      onCrash(restarts ? "restarting" : "given up");
      // A restart is said by the status item and the log, not by a popup.
      return { ...decision, handled: restarts };
    },
  };
}
