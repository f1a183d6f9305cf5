import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import {
  FAILURE,
  FIXTURES,
  openWorkbench,
  SCREENSHOT,
  VSIX,
  type Workbench,
} from "./workbench.ts";

/** In bytes; most of it is the parser, TypeScript itself. */
const SIZE_LIMIT = 15_000_000;
const SAVE_LIMIT_MS = 10_000;

/** A calm picture: only the editor and the problems. */
const SETTINGS = {
  "editor.minimap.enabled": false,
  "editor.fontSize": 14,
  "editor.stickyScroll.enabled": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.colorTheme": "Default Dark Modern",
  "problems.defaultViewMode": "tree",
};

describe("the packaged extension, as a person uses it", () => {
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await openWorkbench("src/wallet.ts", { settings: SETTINGS });
    ({ page } = workbench);
    await page.locator(".explorer-folders-view").waitFor();
    await page.keyboard.press("Control+B"); // the picture needs no file list
  });

  after(() => workbench.close());

  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    await page.screenshot({ path: FAILURE });
  });

  it("is small", () => {
    assert.ok(statSync(VSIX).size < SIZE_LIMIT);
  });

  it("underlines the write", async () => {
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
  });

  it("lists the steps below the finding in the Problems view", async () => {
    await page.keyboard.press("Control+Shift+M");
    await problem(/Step 1 \(/u).waitFor();
    await problem(/Step 3 \(/u).waitFor();
  });

  it("offers the fix in the quick fix menu", async () => {
    await line("wallet.update").click();
    await askForFixes(menuEntry("decrement"));
    await menuEntry("Learn why").waitFor();
    await menuEntry("Disable consistency/").waitFor();
    await page.screenshot({ path: SCREENSHOT });
  });

  it("applies the fix, and the finding is gone", async () => {
    await page.keyboard.press("Enter");
    await line("decrement: amount").waitFor();
    await page.keyboard.press("Control+S");
    const fixed = readFileSync(join(FIXTURES, "wallet.fixed.ts"), "utf8");
    await savedAs(join(workbench.workspace, "src/wallet.ts"), fixed);
    const squiggle = page.locator(".monaco-editor .squiggly-error");
    await squiggle.first().waitFor({ state: "detached" });
  });

  it("asked nothing of any other machine", () => {
    assert.deepEqual(workbench.outside, []);
  });

  function problem(text: RegExp): Locator {
    const rows = page.locator(".markers-panel .monaco-list-row");
    return rows.filter({ hasText: text }).first();
  }

  function line(text: string): Locator {
    return page.locator(".monaco-editor .view-line", { hasText: text }).first();
  }

  function menuEntry(text: string): Locator {
    return page.locator(".action-widget .monaco-list-row", { hasText: text });
  }

  /** VS Code drops the menu when a provider registers meanwhile: ask again. */
  async function askForFixes(entry: Locator): Promise<void> {
    for (let tries = 0; tries < 10; tries += 1) {
      await page.keyboard.press("Control+.");
      if (await appears(entry, 3_000)) return;
    }
    await entry.waitFor();
  }
});

async function appears(what: Locator, timeout: number): Promise<boolean> {
  try {
    await what.waitFor({ timeout });
    return true;
  } catch {
    return false; // the caller asks again, and fails with the last answer
  }
}

/** Waits until the file has the text; fails with the text it has. */
async function savedAs(file: string, text: string): Promise<void> {
  const end = Date.now() + SAVE_LIMIT_MS;
  while (readFileSync(file, "utf8") !== text && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(readFileSync(file, "utf8"), text);
}
