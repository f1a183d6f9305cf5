import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { hostFolder, hostPaths, isInstalled } from "./host-folder.ts";

/** What the suites can run in. */
export type Host =
  | { readonly kind: "desktop"; readonly executable: string }
  | { readonly kind: "server"; readonly chromium: string }
  | { readonly kind: "none"; readonly how: string };

/** The host to use: the one that is named, else the installed server. */
export function findHost(env: NodeJS.ProcessEnv = process.env): Host {
  const desktop = env["E2E_CODE"];
  if (desktop !== undefined) return { kind: "desktop", executable: desktop };
  const chromium = findChromium(env);
  if (!isInstalled(hostPaths(hostFolder(env))))
    return none("run `npm run e2e:host`");
  if (chromium === undefined) {
    return none("install Chromium (Debian: apt-get install chromium)");
  }
  return { kind: "server", chromium };
}

function none(what: string): Host {
  const how = `${what}, or name a desktop VS Code by E2E_CODE=/path/to/code`;
  return { kind: "none", how };
}

function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  const named = env["E2E_CHROMIUM"];
  if (named !== undefined) return named;
  const folders = (env["PATH"] ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const candidates = names.flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
