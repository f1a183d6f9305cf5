/**
 * The language server: what the protocol asks for, answered from the engine's
 * reports. It knows no editor, and loads nothing from the workspace but text.
 */
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type InitializeResult,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Engine } from "../../rules/src/engine.ts";
import { SETTINGS_SECTION } from "../protocol.ts";
import { createChecks } from "./checks.ts";
import { abilitiesOf, NO_ABILITIES } from "./client-abilities.ts";
import { codeActions } from "./code-actions.ts";
import { SOURCE } from "./diagnostics.ts";
import { createReports } from "./reports.ts";
import { createSettingsReader } from "./settings-reader.ts";
import { pathOf, textsOf } from "./texts.ts";

/** Sources that a report can depend on, and files that say how imports resolve or hold settings. */
const WATCHED = "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,prisma}";
const CONFIGURATION = "**/{tsconfig*.json,package.json,consistency.json}";

/** Answers on `connection` until the client hangs up. */
export function serve(
  connection: Connection,
  createEngine: () => Engine,
): void {
  let abilities = NO_ABILITIES;
  const documents = new TextDocuments(TextDocument);
  const reports = createReports(createEngine);
  const settings = createSettingsReader(connection);
  const checks = createChecks(connection, reports, settings);
  const texts = textsOf((uri) => documents.get(uri));

  connection.onInitialize((params) => {
    abilities = abilitiesOf(params);
    settings.canAsk = abilities.configuration;
    return CAPABILITIES;
  });

  connection.onInitialized(async () => {
    const { client } = connection;
    if (abilities.configuration) {
      const section = SETTINGS_SECTION;
      await client.register(DidChangeConfigurationNotification.type, {
        section,
      });
    }
    if (abilities.watching) {
      await client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: WATCHED }, { globPattern: CONFIGURATION }],
      });
    }
  });

  connection.onDidChangeConfiguration(() => {
    settings.forget();
    refresh();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths = changes.flatMap(({ uri }) => pathOf(uri) ?? []);
    if (!paths.some((path) => isConfiguration(path) || reports.read(path)))
      return;
    reports.reset();
    refresh();
  });

  documents.onDidChangeContent(({ document }) => {
    reports.change(document);
  });

  documents.onDidClose(({ document }) => {
    reports.close(document.uri);
    settings.close(document.uri);
  });

  connection.languages.diagnostics.on(async (params, token) => {
    const document = documents.get(params.textDocument.uri);
    if (document === undefined) return { kind: "full", items: [] };
    return checks.diagnostics(document, params.previousResultId, token);
  });

  connection.onCodeAction(async ({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const findings = await checks.findings(document);
    const { edits, commands } = abilities;
    const context = { document, texts, abilities: edits, commands };
    return codeActions(findings, range, context);
  });

  function refresh(): void {
    if (abilities.refresh) void connection.languages.diagnostics.refresh();
  }

  documents.listen(connection);
  connection.listen();
}

function isConfiguration(path: string): boolean {
  return path.endsWith(".json");
}

const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: {
      identifier: SOURCE,
      interFileDependencies: true,
      workspaceDiagnostics: false,
    },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  },
  serverInfo: { name: "Consistency Lint" },
};
