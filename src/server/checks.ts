import { createHash } from "node:crypto";
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { withoutDisabled } from "../../rules/src/directives.ts";
import { remarksOn, type Remark } from "../../rules/src/directives/remarks.ts";
import type { FileReport, Note } from "../../rules/src/engine.ts";
import type { Finding } from "../../rules/src/finding.ts";
import { CHECKED_DOCUMENT, type CheckedDocument } from "../protocol.ts";
import {
  remarkDiagnostic,
  settingsDiagnostic,
  toDiagnostic,
} from "./diagnostics.ts";
import type { Reports } from "./reports.ts";
import { isShown } from "./settings.ts";
import type { SettingsReader } from "./settings-reader.ts";
import { pathOf } from "./texts.ts";

/** The findings of a document that its settings and comments let through. */
export interface Checks {
  findings(document: TextDocument): Promise<readonly Finding[]>;
  /** The answer to a pull; rejects when the client has cancelled it. */
  diagnostics(
    document: TextDocument,
    previousResultId: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport>;
}

/** Checks that tell the client, after each pull, how the document fared. */
export function createChecks(
  connection: Connection,
  reports: Reports,
  settings: SettingsReader,
): Checks {
  async function check(document: TextDocument): Promise<Outcome> {
    const ofDocument = await settings.of(document.uri);
    if (!ofDocument.enable)
      return { state: "off", findings: [], remarks: [], notes: [] };
    const report = reports.of(document) ?? NOTHING;
    const { findings, notes } = report;
    const wanted = findings.filter((finding) => isShown(finding, ofDocument));
    const { kept } = withoutDisabled(document.getText(), wanted);
    const isBroken = notes.some(({ kind }) => kind === "syntax-error");
    const state = isBroken ? "unreadable" : "checked";
    return {
      state,
      findings: kept,
      remarks: remarksIn(document, report),
      notes,
    };
  }

  return {
    findings: async (document) => (await check(document)).findings,
    async diagnostics(document, previousResultId, token) {
      await pendingMessages();
      if (token.isCancellationRequested) throw cancelled();
      const outcome = await check(document);
      void connection.sendNotification(
        CHECKED_DOCUMENT,
        describe(document.uri, outcome),
      );
      if (outcome.state === "unreadable" && previousResultId !== undefined) {
        // Half-typed code: what was found stays until there is an answer again.
        return { kind: "unchanged", resultId: previousResultId };
      }
      const diagnostics = [
        ...outcome.findings.map(toDiagnostic),
        ...outcome.remarks.map(remarkDiagnostic),
        ...outcome.notes.flatMap(settingsDiagnostic),
      ];
      return answer(diagnostics, previousResultId);
    },
  };
}

const NOTHING: FileReport = { findings: [], notes: [], dependencies: [] };

/** What the project's settings want said about comments. */
function remarksIn(
  document: TextDocument,
  report: FileReport,
): readonly Remark[] {
  const path = pathOf(document.uri);
  if (path === undefined || report.directives === undefined) return [];
  return remarksOn(document.getText(), path, report, report.directives);
}

interface Outcome {
  readonly state: CheckedDocument["state"];
  readonly findings: readonly Finding[];
  readonly remarks: readonly Remark[];
  readonly notes: readonly Note[];
}

function describe(uri: string, outcome: Outcome): CheckedDocument {
  const { state, findings, notes } = outcome;
  return {
    uri,
    state,
    shown: findings.length,
    notes: notes.map(({ text }) => text),
  };
}

function answer(
  items: Diagnostic[],
  previousResultId: string | undefined,
): DocumentDiagnosticReport {
  const resultId = fingerprint(items);
  return resultId === previousResultId
    ? { kind: "unchanged", resultId }
    : { kind: "full", resultId, items };
}

function fingerprint(items: readonly Diagnostic[]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("base64url");
}

/** Lets a cancellation that has already arrived be read before the work starts. */
function pendingMessages(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}
