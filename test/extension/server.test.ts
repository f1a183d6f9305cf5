import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type {
  Diagnostic,
  DocumentDiagnosticReport,
} from "vscode-languageserver-protocol";
import {
  ATOMIC_WRITE,
  STRICT_PROJECT,
  SYNTAX_ERROR,
  WRITE,
  WRONG_SETTINGS,
} from "./fake-engine.ts";
import { startSession, type Session } from "./server-session.ts";

const URI = "file:///shop/wallet.ts";
const BROKEN = `read;\n${WRITE}\n`;

describe("the language server over stdio", function () {
  this.timeout(20_000); // a process and its compiler start for each test
  let settings: Record<string, unknown>;
  let session: Session;

  beforeEach(async () => {
    settings = { enable: true, report: "certain" };
    session = await startSession(settings);
  });

  afterEach(async () => {
    assert.equal(await session.close(), 0);
  });

  it("offers pull diagnostics that depend on other files, and quick fixes", () => {
    const { capabilities } = session.initialized;
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: "consistency",
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: ["quickfix"],
    });
  });

  it("finds, forgets and finds again as the text changes", async () => {
    await session.open(URI, BROKEN);
    assert.equal(items(await session.diagnostics(URI)).length, 1);
    await session.change(URI, 2, `read;\n${ATOMIC_WRITE}\n`);
    assert.deepEqual(items(await session.diagnostics(URI)), []);
    await session.change(URI, 3, BROKEN);
    assert.equal(items(await session.diagnostics(URI)).length, 1);
  });

  it("says when nothing has changed since the last answer", async () => {
    await session.open(URI, BROKEN);
    const first = await session.diagnostics(URI);
    await session.change(URI, 2, `${BROKEN}// more\n`);
    const second = await session.diagnostics(URI, first.resultId);
    assert.deepEqual(second, { kind: "unchanged", resultId: first.resultId });
  });

  it("keeps what it found while the text cannot be read, and says so", async () => {
    await session.open(URI, BROKEN);
    const { resultId } = await session.diagnostics(URI);
    await session.change(URI, 2, `${SYNTAX_ERROR}\n${BROKEN}`);
    const answer = await session.diagnostics(URI, resultId);
    assert.deepEqual(answer, { kind: "unchanged", resultId });
    const { state, notes } = session.checked.at(-1) ?? {};
    assert.deepEqual([state, notes], ["unreadable", ["Line 1: no."]]);
  });

  it("answers with the actions of the finding at a range", async () => {
    await session.open(URI, BROKEN);
    const at = { line: 1, character: 3 };
    const actions = await session.actions(URI, { start: at, end: at });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        "Count in the database with `decrement` (the balance may become negative)",
        "Disable consistency/require-version-check for this line",
      ],
    );
  });

  it("honours the comment that its own action writes", async () => {
    const comment =
      "// eslint-disable-next-line consistency/require-version-check -- one writer";
    await session.open(URI, `read;\n${comment}\n${WRITE}\n`);
    assert.deepEqual(items(await session.diagnostics(URI)), []);
  });

  it("asks for the reason of a comment where the project wants one", async () => {
    const comment =
      "// eslint-disable-next-line consistency/require-version-check";
    const uri = `file://${STRICT_PROJECT}a.ts`;
    await session.open(uri, `read;\n${comment}\n${WRITE}\n`);
    const [remark, ...others] = items(await session.diagnostics(uri));
    assert.deepEqual(others, []);
    assert.equal(remark?.code, "missing-reason");
    assert.equal(remark.range.start.line, 1);
  });

  it("tells in the file that the project's settings are wrong", async () => {
    const uri = `file://${WRONG_SETTINGS}a.ts`;
    await session.open(uri, BROKEN);
    assert.deepEqual(
      items(await session.diagnostics(uri)).map(({ message }) => message),
      ["consistency.json: no."],
    );
  });

  it("finds nothing where the setting turns it off, and says that it is off", async () => {
    settings["enable"] = false;
    await session.open(URI, BROKEN);
    assert.deepEqual(items(await session.diagnostics(URI)), []);
    assert.deepEqual(session.checked.at(-1), {
      uri: URI,
      state: "off",
      shown: 0,
      notes: [],
    });
  });

  it("has no answer, and no error, for a document that is not open", async () => {
    assert.deepEqual(items(await session.diagnostics("file:///none.ts")), []);
    const at = { line: 0, character: 0 };
    assert.deepEqual(
      await session.actions("file:///none.ts", { start: at, end: at }),
      [],
    );
  });

  it("leaves a document without a path alone", async () => {
    await session.open("untitled:Untitled-1", BROKEN);
    assert.deepEqual(
      items(await session.diagnostics("untitled:Untitled-1")),
      [],
    );
  });
});

function items(report: DocumentDiagnosticReport): Diagnostic[] {
  assert.ok(report.kind === "full", `the report is ${report.kind}`);
  return report.items;
}
