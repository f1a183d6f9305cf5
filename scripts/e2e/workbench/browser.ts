/** A headless browser that shows a workbench and reaches nothing else. */
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Page,
} from "playwright-core";
import { readyWebviews } from "./webviews.ts";
import type { Server } from "./server.ts";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface OpenedBrowser {
  readonly browser: Browser;
  readonly page: Page;
  /** Addresses beyond this machine that the page asked for; all were refused. */
  readonly outside: readonly string[];
}

export interface BrowserOptions {
  readonly executable: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Opens a browser, ready to load the workbench of `server`. */
export async function openBrowser(
  server: Server,
  { executable, viewport = { width: 1280, height: 800 } }: BrowserOptions,
): Promise<OpenedBrowser> {
  const browser = await chromium.launch({
    executablePath: executable,
    headless: true,
    args: ARGUMENTS,
  });
  const context = await browser.newContext({ viewport });
  const outside = await refuseOutside(context);
  await readyWebviews(context, server);
  return { browser, page: await context.newPage(), outside };
}

async function refuseOutside(context: BrowserContext): Promise<string[]> {
  const outside: string[] = [];
  const isOutside = (url: URL): boolean =>
    url.hostname !== "127.0.0.1" && /^(?:https?|wss?):$/u.test(url.protocol);
  await context.route(isOutside, async (route) => {
    outside.push(route.request().url());
    await route.abort();
  });
  return outside;
}
