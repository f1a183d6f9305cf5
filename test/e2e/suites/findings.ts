import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import {
  action,
  api,
  apply,
  closeAll,
  diagnostics,
  onlyDiagnostic,
  open,
  uriOf,
  until,
} from "../support.ts";

const RACE = "redis.set";
const LOST_UPDATE = "balance: wallet.balance - amount";

describe("a finding in the editor", () => {
  before(api);
  afterEach(closeAll);

  it("marks the cache write of a race, and nothing more", async () => {
    const document = await open("src/users.ts");
    const diagnostic = await onlyDiagnostic(document);
    assert.equal(document.getText(diagnostic.range), RACE);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
  });

  it("links its rule to the rule's page", async () => {
    const diagnostic = await onlyDiagnostic(await open("src/users.ts"));
    const { code } = diagnostic;
    assert.ok(typeof code === "object", "the code has no link");
    assert.equal(code.value, "consistency/no-cache-aside-race");
    assert.match(code.target.path, /\/rules\/docs\/no-cache-aside-race\.md$/u);
  });

  it("lists the steps in their order, each on its line", async () => {
    const document = await open("src/users.ts");
    const { relatedInformation = [] } = await onlyDiagnostic(document);
    const steps = relatedInformation.map(({ message }) =>
      message.replace(/:.*/u, ""),
    );
    const lines = relatedInformation.map(({ location }) =>
      document.lineAt(location.range.start.line).text.trim(),
    );
    for (const [index, step] of steps.entries()) {
      assert.ok(step.startsWith(`Step ${String(index + 1)} (`), step);
    }
    const files = relatedInformation.map(({ location }) => location.uri.fsPath);
    assert.deepEqual(new Set(files), new Set([document.uri.fsPath]));
    assertInOrder(lines, [
      "const cached = await redis.get(key);",
      "const user = await prisma.user.findUnique({ where: { id } });",
      `await ${RACE}(key, JSON.stringify(user), "EX", 60);`,
    ]);
  });

  it("is mended by its quick fix", async () => {
    const document = await open("src/wallet.ts");
    const { range } = await onlyDiagnostic(document);
    await apply(await action(document, range, /decrement/u));
    assert.equal(document.getText(), expected("wallet.fixed.ts"));
    await diagnostics(document, 0);
  });

  it("goes when the code is mended by hand, and comes back", async () => {
    const document = await open("src/wallet.ts");
    await diagnostics(document, 1);
    await replace(document, LOST_UPDATE, "balance: amount");
    await diagnostics(document, 0);
    await replace(document, "balance: amount", LOST_UPDATE);
    const { range } = await onlyDiagnostic(document);
    assert.equal(document.getText(range), "prisma.wallet.update");
  });

  it("follows a change in a file that the code imports", async () => {
    const document = await open("src/prices.ts");
    await diagnostics(document, 1);
    const store = uriOf("src/store.ts");
    const before = await vscode.workspace.fs.readFile(store);
    const local = "export const store = new Map<string, string>();\n";
    await vscode.workspace.fs.writeFile(store, new TextEncoder().encode(local));
    await diagnostics(document, 0);
    await vscode.workspace.fs.writeFile(store, before);
    await diagnostics(document, 1);
  });

  it("can be disabled for its line, with a reason", async () => {
    const document = await open("src/users.ts");
    const { range } = await onlyDiagnostic(document);
    const disable = /^Disable consistency\/no-cache-aside-race for this line$/u;
    await apply(await action(document, range, disable));
    assert.equal(
      document.lineAt(range.start.line).text,
      "  // eslint-disable-next-line consistency/no-cache-aside-race -- reason",
    );
    await diagnostics(document, 0);
  });

  it("explains itself on a page that ships with the extension", async () => {
    const document = await open("src/users.ts");
    const { range } = await onlyDiagnostic(document);
    await apply(await action(document, range, /^Learn why: /u));
    await until("the preview", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(
          ({ input, label }) => isPreview(input) && /race|lesson/u.test(label),
        ),
    );
  });

  it("is not shown where the setting turns the check off", async () => {
    const settings = vscode.workspace.getConfiguration(
      "consistencyLint",
      uriOf("src"),
    );
    const document = await open("src/users.ts");
    await diagnostics(document, 1);
    await settings.update("enable", false);
    await diagnostics(document, 0);
    const { status } = await api();
    await until("the status to say off", () =>
      status.current().state === "off" ? true : undefined,
    );
    await settings.update("enable", undefined);
    await diagnostics(document, 1);
  });
});

function isPreview(input: unknown): boolean {
  return (
    input instanceof vscode.TabInputWebview &&
    input.viewType.includes("markdown.preview")
  );
}

/** That `wanted` stands in `lines` in this order; others between are allowed. */
function assertInOrder(lines: string[], wanted: string[]): void {
  const found = [...new Set(lines)].filter((line) => wanted.includes(line));
  assert.deepEqual(found, wanted);
}

async function replace(
  document: vscode.TextDocument,
  before: string,
  after: string,
): Promise<void> {
  const start = document.getText().indexOf(before);
  assert.notEqual(start, -1, `no ${before} in the document`);
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(start + before.length),
  );
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, after);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** A file beside the fixtures; tests run in `out/e2e`. */
function expected(name: string): string {
  const fixtures = join(__dirname, "../../test/e2e/fixtures");
  return readFileSync(join(fixtures, name), "utf8");
}
