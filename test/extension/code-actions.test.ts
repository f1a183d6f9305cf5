import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import type { CodeAction, TextDocumentEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit, Finding } from "../../rules/src/finding.ts";
import { COMMANDS } from "../../src/protocol.ts";
import {
  codeActions,
  type ActionContext,
} from "../../src/server/code-actions.ts";
import { toRange } from "../../src/server/diagnostics.ts";
import { textsOf } from "../../src/server/texts.ts";
import { ATOMIC_WRITE, lostUpdate, WRITE } from "./fake-engine.ts";

const path = "/shop/wallet.ts";
const uri = "file:///shop/wallet.ts";
const ALL = { documentChanges: true, snippets: true };
const ORIGIN = { line: 0, character: 0 };
const NONE = { documentChanges: false, snippets: false };

describe("the actions for a finding", () => {
  it("are its fixes, then the lesson, then the comment", () => {
    const titles = actionsFor(`read;\n  ${WRITE}\n`).map(({ title }) => title);
    assert.deepEqual(titles, [
      "Count in the database with `decrement` (the balance may become negative)",
      "Learn why: the lost update",
      "Disable consistency/require-version-check for this line",
    ]);
  });

  it("are none where the cursor touches no finding", () => {
    const document = documentOf(`read;\n  ${WRITE}\n`);
    const finding = findingIn(document);
    const range = { start: ORIGIN, end: ORIGIN };
    assert.deepEqual(codeActions([finding], range, contextOf(document)), []);
  });

  it("leave out the lesson for an editor that cannot open it", () => {
    const titles = actionsFor(WRITE, { commands: [] }).map(
      ({ title }) => title,
    );
    assert.ok(!titles.some((title) => title.startsWith("Learn why")));
  });

  it("change the text as the fix says, in the version that was read", () => {
    const text = `read;\n  ${WRITE}\n`;
    const [fix] = actionsFor(text);
    assert.equal(editOf(fix).textDocument.version, 7);
    assert.equal(applied(text, fix), `read;\n  ${ATOMIC_WRITE}\n`);
  });

  it("create a file that the fix needs and that is not there", () => {
    const fix = actionsFor(WRITE, {}, (finding) => helperFix(finding))[0];
    const changes = fix?.edit?.documentChanges ?? [];
    assert.deepEqual(changes[1], {
      kind: "create",
      uri: "file:///no/such/folder/lease.ts",
      options: { ignoreIfExists: true },
    });
    assert.deepEqual(changes[2], {
      textDocument: { uri: "file:///no/such/folder/lease.ts", version: null },
      edits: [
        { range: { start: ORIGIN, end: ORIGIN }, newText: "export {};\n" },
      ],
    });
  });

  it("leave a file alone that the fix would create and that is there", () => {
    const text = `read;\n  ${WRITE}\n`;
    const there = fileURLToPath(import.meta.url);
    const [fix] = actionsFor(text, {}, (finding) =>
      helperFix(finding, { file: there }),
    );
    assert.equal(fix?.edit?.documentChanges?.length, 1);
    assert.equal(applied(text, fix), `read;\n  ${ATOMIC_WRITE}\n`);
  });

  it("leave out a fix that changes a file that is not there", () => {
    const titles = actionsFor(WRITE, {}, (finding) =>
      helperFix(finding, { creates: false }),
    ).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.startsWith("Count")));
  });

  it("leave out such a fix for an editor that cannot create files", () => {
    const actions = actionsFor(WRITE, { abilities: NONE }, (finding) =>
      helperFix(finding),
    );
    assert.deepEqual(
      actions.map(({ title }) => title.split(" ")[0]),
      ["Learn", "Disable"],
    );
  });
});

describe("the comment that disables a line", () => {
  it("stands above the line, indented like it, and asks for a reason", () => {
    const text = `read;\n  ${WRITE}\n`;
    assert.equal(
      applied(text, disabling(text, { abilities: NONE })),
      `read;\n  // eslint-disable-next-line consistency/require-version-check -- reason\n  ${WRITE}\n`,
    );
  });

  it("is a snippet whose reason is selected, where the editor can", () => {
    const [edit] = editOf(disabling(WRITE)).edits;
    assert.ok(edit && "snippet" in edit);
    assert.equal(
      edit.snippet.value,
      "// eslint-disable-next-line consistency/require-version-check -- ${1:reason}\n",
    );
  });

  it("joins a comment that is there, so that both still work", () => {
    const text = `// eslint-disable-next-line no-var -- old code\n${WRITE}\n`;
    assert.equal(
      applied(text, disabling(text, { abilities: NONE })),
      `// eslint-disable-next-line no-var, consistency/require-version-check -- old code\n${WRITE}\n`,
    );
  });

  it("adds the reason where the comment that is there has none", () => {
    const text = `// eslint-disable-next-line no-var\n${WRITE}\n`;
    assert.equal(
      applied(text, disabling(text, { abilities: NONE })),
      `// eslint-disable-next-line no-var, consistency/require-version-check -- reason\n${WRITE}\n`,
    );
  });
});

function actionsFor(
  text: string,
  context: Partial<ActionContext> = {},
  change: (finding: Finding) => Finding = (finding) => finding,
): CodeAction[] {
  const document = documentOf(text);
  const finding = change(findingIn(document));
  return codeActions([finding], toRange(finding.location), {
    ...contextOf(document),
    ...context,
  });
}

function disabling(
  text: string,
  context: Partial<ActionContext> = {},
): CodeAction | undefined {
  return actionsFor(text, context).at(-1);
}

/** The fix also needs a small file that the user will own. */
function helperFix(
  finding: Finding,
  {
    file = "/no/such/folder/lease.ts",
    creates = true,
  }: { readonly file?: string; readonly creates?: boolean } = {},
): Finding {
  const helper: Edit = {
    file,
    range: [0, 0],
    text: "export {};\n",
    ...(creates && { create: true }),
  };
  return {
    ...finding,
    fixes: finding.fixes.map((fix) => ({
      ...fix,
      edits: [...fix.edits, helper],
    })),
  };
}

function documentOf(text: string): TextDocument {
  return TextDocument.create(uri, "typescript", 7, text);
}

function findingIn(document: TextDocument): Finding {
  const text = document.getText();
  return lostUpdate({ path, text }, text.indexOf(WRITE));
}

function contextOf(document: TextDocument): ActionContext {
  const texts = textsOf((asked) => (asked === uri ? document : undefined));
  return { document, texts, abilities: ALL, commands: [COMMANDS.learnWhy] };
}

function editOf(action: CodeAction | undefined): TextDocumentEdit {
  const [change] = action?.edit?.documentChanges ?? [];
  assert.ok(change && "edits" in change, "the action edits no document");
  return change;
}

/** The text after the action, from either form of an edit. */
function applied(text: string, action: CodeAction | undefined): string {
  const edits = action?.edit?.changes?.[uri] ?? editOf(action).edits;
  const plain = edits.map((edit) => {
    assert.ok("newText" in edit, "a snippet is not plain text");
    return edit;
  });
  return TextDocument.applyEdits(documentOf(text), plain);
}
