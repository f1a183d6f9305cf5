/**
 * Webviews of the web workbench wait for their service worker. In a fresh
 * browser a webview that loads while the worker takes over waits for ever, and
 * every webview first asks for a newer worker, which takes seconds. So the
 * worker is registered before the workbench opens, and that question is
 * answered at once.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { hostPaths } from "../host-folder.ts";
import type { Server } from "./server.ts";

const FOLDER = "out/vs/workbench/contrib/webview/browser/pre/";

/** Makes webviews work from the first one on. */
export async function readyWebviews(
  context: BrowserContext,
  server: Server,
): Promise<void> {
  await context.addInitScript(
    "globalThis.ServiceWorkerRegistration && (ServiceWorkerRegistration.prototype.update = async function () { return this; });",
  );
  const page = await context.newPage();
  await page.goto(
    `http://${server.authority}/${productPath()}/static/${FOLDER}fake.html`,
  );
  const state: unknown = await page.evaluate(
    registration(workerAddress(server)),
  );
  await page.close();
  if (state !== "activated") {
    throw new Error(`The service worker of webviews is ${String(state)}.`);
  }
}

function productPath(): string {
  const product: unknown = JSON.parse(read("product.json"));
  const { quality, commit } = product as { quality: string; commit: string };
  return `${quality}-${commit}`;
}

/** The worker's address as the webviews' own page would build it. */
function workerAddress(server: Server): string {
  const template = /`(?<address>service-worker\.js\?[^`]*)`/u.exec(
    read(`${FOLDER}index.html`),
  );
  const version = /\bVERSION\s*=\s*(?<version>\d+)/u.exec(
    read(`${FOLDER}service-worker.js`),
  );
  const values: Record<string, string> = {
    "vscode-resource-base-authority": "vscode-resource.vscode-cdn.net",
    remoteAuthority: server.authority,
    platform: "browser",
  };
  return (template?.groups?.["address"] ?? "")
    .replace("${expectedWorkerVersion}", version?.groups?.["version"] ?? "")
    .replaceAll(
      /\$\{searchParams\.get\('([^']+)'\)[^}]*\}/gu,
      (_, name: string) => values[name] ?? "",
    );
}

/** Runs in the page: registers, and waits until the worker is in charge. */
function registration(address: string): string {
  return `(async () => {
    await navigator.serviceWorker.register(${JSON.stringify(address)});
    const { active } = await navigator.serviceWorker.ready;
    if (active.state === "activated") return active.state;
    await new Promise((done) => active.addEventListener("statechange", done));
    return active.state;
  })()`;
}

function read(path: string): string {
  return readFileSync(join(hostPaths().vscode, path), "utf8");
}
