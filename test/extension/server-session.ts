/** A language server in a process of its own, spoken to as an editor does. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import {
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Command,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type Range,
} from "vscode-languageserver-protocol/node";
import { CHECKED_DOCUMENT, type CheckedDocument } from "../../src/protocol.ts";

export interface Session {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server said of each check. */
  readonly checked: CheckedDocument[];
  open(uri: string, text: string): Promise<void>;
  change(uri: string, version: number, text: string): Promise<void>;
  diagnostics(
    uri: string,
    previous?: string,
  ): Promise<DocumentDiagnosticReport>;
  actions(uri: string, range: Range): Promise<(CodeAction | Command)[]>;
  /** Resolves to the exit code of the server's process. */
  close(): Promise<number | null>;
}

const CAPABILITIES: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
};

/** Starts the server; `settings` is what this editor answers about settings. */
export async function startSession(settings: unknown): Promise<Session> {
  const file = join(import.meta.dirname, "fake-server.ts");
  const args = ["--import", "tsx", file, "--stdio"];
  const server = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = new Promise<number | null>((resolve) => {
    server.once("exit", resolve);
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const checked: CheckedDocument[] = [];
  connection.onNotification(CHECKED_DOCUMENT, (one: CheckedDocument) => {
    checked.push(one);
  });
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(() => settings),
  );
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol requires what it deprecates
    rootUri: null,
    capabilities: CAPABILITIES,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    initialized,
    checked,
    open: (uri, text) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: "typescript", version: 1, text },
      }),
    change: (uri, version, text) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    diagnostics: (uri, previous) =>
      connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previous === undefined ? {} : { previousResultId: previous }),
      }),
    actions: async (uri, range) => {
      const context = { diagnostics: [] };
      const params = { textDocument: { uri }, range, context };
      return (
        (await connection.sendRequest(CodeActionRequest.type, params)) ?? []
      );
    },
    async close() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      connection.dispose();
      return exit;
    },
  };
}
