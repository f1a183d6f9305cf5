import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { findHost } from "../../../scripts/e2e/find-host.ts";
import {
  openBrowser,
  type OpenedBrowser,
} from "../../../scripts/e2e/workbench/browser.ts";
import {
  startServer,
  type Server,
} from "../../../scripts/e2e/workbench/server.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const FIXTURES = join(ROOT, "test/e2e/fixtures");
const VSIX = join(ROOT, "dist/consistency-lint.vsix");
/** In bytes; most of it is the parser, TypeScript itself. */
const SIZE_LIMIT = 15_000_000;
const SHOTS = join(ROOT, ".e2e/shots");
const SAVE_LIMIT_MS = 10_000;

/** A calm picture: only the files, the editor and the problems. */
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
  const folder = mkdtempSync(join(tmpdir(), "cl-scene-"));
  let server: Server;
  let opened: OpenedBrowser;
  let page: Page;

  before(async () => {
    const host = findHost();
    assert.ok(host.kind === "server", "scenes need the server host");
    cpSync(join(FIXTURES, "shop"), join(folder, "shop"), { recursive: true });
    mkdirSync(SHOTS, { recursive: true });
    server = await startServer({ vsix: [VSIX], settings: SETTINGS });
    opened = await openBrowser(server, { executable: host.chromium });
    ({ page } = opened);
    page.setDefaultTimeout(30_000);
    await page.goto(addressOf("src/wallet.ts"));
    await page.locator(".explorer-folders-view").waitFor();
    await page.keyboard.press("Control+B"); // the picture needs no file list
  });

  after(async () => {
    await opened.browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    await page.screenshot({ path: join(SHOTS, "failed.png") });
  });

  it("is small", () => {
    assert.ok(statSync(VSIX).size < SIZE_LIMIT);
  });

  it("underlines the write", async () => {
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
  });

  it("lists the steps below the finding in the Problems view", async () => {
    await page.keyboard.press("Control+Shift+M");
    const rows = problems();
    await rows
      .filter({ hasText: /Step 1 \(/u })
      .first()
      .waitFor();
    await rows
      .filter({ hasText: /Step 3 \(/u })
      .first()
      .waitFor();
  });

  it("offers the fix in the quick fix menu", async () => {
    await line("wallet.balance").click();
    const fix = menuEntry("decrement");
    await askForFixes(fix);
    await menuEntry("Learn why").waitFor();
    await menuEntry("Disable consistency/").waitFor();
    await page.screenshot({ path: join(SHOTS, "quick-fix.png") });
  });

  it("applies the fix, and the finding is gone", async () => {
    await page.keyboard.press("Enter");
    await line("decrement: amount").waitFor();
    await page.keyboard.press("Control+S");
    const fixed = readFileSync(join(FIXTURES, "wallet.fixed.ts"), "utf8");
    await savedAs(join(folder, "shop/src/wallet.ts"), fixed);
    const squiggle = page.locator(".monaco-editor .squiggly-error");
    await squiggle.first().waitFor({ state: "detached" });
  });

  it("asked nothing of any other machine", () => {
    assert.deepEqual(opened.outside, []);
  });

  function addressOf(path: string): string {
    const workspace = join(folder, "shop");
    const file = server.remote(join(workspace, path));
    return server.url(workspace, [["openFile", file]]);
  }

  function problems(): Locator {
    return page.locator(".markers-panel .monaco-list-row");
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
      const shown = entry.waitFor({ timeout: 3_000 });
      if (
        await shown.then(
          () => true,
          () => false,
        )
      )
        return;
    }
    await entry.waitFor();
  }
});

/** Waits until the file has the text; fails with the text it has. */
async function savedAs(file: string, text: string): Promise<void> {
  const end = Date.now() + SAVE_LIMIT_MS;
  while (readFileSync(file, "utf8") !== text && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(readFileSync(file, "utf8"), text);
}
