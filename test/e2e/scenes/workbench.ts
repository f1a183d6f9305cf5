/** A workbench with the packaged extension, opened on a copy of the shop. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { findHost } from "../../../scripts/e2e/find-host.ts";
import { openBrowser } from "../../../scripts/e2e/workbench/browser.ts";
import {
  startServer,
  type ServerOptions,
} from "../../../scripts/e2e/workbench/server.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
export const FIXTURES = join(ROOT, "test/e2e/fixtures");
export const VSIX = join(ROOT, "dist/consistency-lint.vsix");
const SHOTS = join(ROOT, ".e2e/shots");
/** What the workbench looked like when a scene failed. */
export const FAILURE = join(SHOTS, "failed.png");
/** The README's picture; `E2E_SHOTS=media` renews it. */
export const SCREENSHOT = resolve(
  ROOT,
  process.env["E2E_SHOTS"] ?? SHOTS,
  "screenshot.png",
);

export interface Workbench {
  readonly page: Page;
  /** The copy that is open. */
  readonly workspace: string;
  /** Addresses beyond this machine that the page asked for. */
  readonly outside: readonly string[];
  close(): Promise<void>;
}

/** Installs the extension, and opens `file` of the shop. */
export async function openWorkbench(
  file: string,
  options: ServerOptions,
): Promise<Workbench> {
  const host = findHost();
  assert.ok(host.kind === "server", "scenes need the server host");
  const folder = mkdtempSync(join(tmpdir(), "cl-scene-"));
  const workspace = join(folder, "shop");
  cpSync(join(FIXTURES, "shop"), workspace, { recursive: true });
  const server = await startServer({ ...options, vsix: [VSIX] });
  const { browser, page, outside } = await openBrowser(server, {
    executable: host.chromium,
  });
  page.setDefaultTimeout(30_000);
  const uri = server.remote(join(workspace, file));
  await page.goto(server.url(workspace, [["openFile", uri]]));
  return {
    page,
    workspace,
    outside,
    async close() {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
