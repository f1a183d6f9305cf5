#!/usr/bin/env -S node --import tsx
/**
 * Stands in for the `code` executable: takes the arguments that
 * `@vscode/test-electron` gives it, runs the tests in the extension host of a
 * VS Code server, prints their console, and ends with their result.
 */
import { parseArgs, format } from "node:util";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { findHost } from "./find-host.ts";
import { openBrowser } from "./workbench/browser.ts";
import { startServer, type Server } from "./workbench/server.ts";

const LIMIT_MS = Number(process.env["E2E_TIMEOUT"] ?? 180_000);

/** Lines of the workbench itself, which come by the same way as the tests'. */
const NOISE =
  /^(?:Resolv(?:ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|Ignoring fetching|Updating additional|\[Service Worker\]|\[AgentHost|\[AccountPolicyGate\]|Creation of workbench)/u;

process.exitCode = await main();

async function main(): Promise<number> {
  const host = findHost();
  if (host.kind !== "server") {
    console.error(
      "The VS Code server is not installed; run `npm run e2e:host`.",
    );
    return 3;
  }
  const server = await startServer({ testDriver: true });
  try {
    const { browser, page } = await openBrowser(server, {
      executable: host.chromium,
    });
    try {
      return await runTests(page, testAddress(server));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** The workbench calls the page's two functions when tests print and end. */
async function runTests(page: Page, address: string): Promise<number> {
  const ended = new Promise<number>((done, reject) => {
    setTimeout(() => {
      reject(new Error(`The tests did not end in ${String(LIMIT_MS)} ms.`));
    }, LIMIT_MS).unref();
    page.on("crash", () => {
      reject(new Error("The page crashed."));
    });
    page.exposeFunction("codeAutomationExit", done).catch(reject);
    page.exposeFunction("codeAutomationLog", print).catch(reject);
  });
  await page.goto(address);
  return ended;
}

function print(type: string, args: readonly unknown[]): void {
  const line = format(...args).replace(/\n$/u, "");
  const isWanted = ["info", "log", "error"].includes(type) && !NOISE.test(line);
  if (isWanted || process.env["E2E_VERBOSE"] !== undefined) console.log(line);
}

/** The arguments that matter here; the folders for profiles are our own. */
function testAddress(server: Server): string {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: "string" },
      extensionTestsPath: { type: "string" },
    },
  });
  const path = (value: unknown): string =>
    server.remote(resolve(String(value)));
  return server.url(resolve(positionals[0] ?? "."), [
    ["extensionDevelopmentPath", path(values.extensionDevelopmentPath)],
    ["extensionTestsPath", path(values.extensionTestsPath)],
  ]);
}
