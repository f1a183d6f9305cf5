import assert from "node:assert/strict";
import * as vscode from "vscode";
import { EXTENSION_ID, open, until } from "../support.ts";

describe("a workspace without TypeScript", () => {
  it("does not wake the extension", async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension, "the extension is not there");
    await open("notes.md");
    assert.equal(extension.isActive, false);
  });

  it("wakes it when a first TypeScript file is opened", async () => {
    const language = "typescript";
    await vscode.workspace.openTextDocument({ language, content: "" });
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    await until("the extension to be active", () =>
      extension?.isActive === true ? true : undefined,
    );
  });
});
