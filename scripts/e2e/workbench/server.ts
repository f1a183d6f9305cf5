/** A VS Code server on this machine, for one run. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { hostPaths } from "../host-folder.ts";

export interface ServerOptions {
  /** Lets a page name an extension under development and its tests. */
  readonly testDriver?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Asks whether a folder is trusted, as VS Code does by default. */
  readonly workspaceTrust?: boolean;
  /** Packaged extensions to install first. */
  readonly vsix?: readonly string[];
}

export interface Server {
  /** `host:port`, which is also the authority of remote URIs. */
  readonly authority: string;
  /** The address of a workbench on `folder`. */
  url(folder: string, payload: readonly (readonly [string, string])[]): string;
  /** The URI by which the workbench knows a path of this machine. */
  remote(path: string): string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

/** A quiet workbench: nothing opens, asks, updates or phones by itself. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "update.mode": "none",
};

/** Starts a server with folders of its own; they are removed when it stops. */
export async function startServer(
  options: ServerOptions = {},
): Promise<Server> {
  const { workspaceTrust = false, settings } = options;
  const folders = createFolders({
    ...SETTINGS,
    "security.workspace.trust.enabled": workspaceTrust,
    ...settings,
  });
  const env = environment(folders.temporary);
  installExtensions(options.vsix ?? [], folders, env);
  const child = startProcess(options, folders, env);
  const end = endOnExit(child, folders.base);
  const port = await listeningPort(child);
  const authority = `127.0.0.1:${String(port)}`;
  return {
    authority,
    remote: (path) => `vscode-remote://${authority}${path}`,
    url: (folder, payload) => workbenchUrl(authority, folder, payload),
    stop: () => stop(child, end),
  };
}

interface Folders {
  readonly base: string;
  readonly data: string;
  readonly extensions: string;
  readonly temporary: string;
}

/** Short names: Unix sockets lie below them and allow 107 bytes. */
function createFolders(settings: object): Folders {
  const base = mkdtempSync(join(tmpdir(), "cl-"));
  const data = join(base, "d");
  const folders = {
    base,
    data,
    extensions: join(base, "x"),
    temporary: join(base, "t"),
  };
  for (const folder of [
    join(data, "User"),
    folders.extensions,
    folders.temporary,
  ]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(join(data, "User/settings.json"), JSON.stringify(settings));
  return folders;
}

/** Node 24 first, sockets in our folder, no gallery, nothing of an outer VS Code. */
function environment(temporary: string): NodeJS.ProcessEnv {
  const outer = Object.entries(process.env).filter(
    ([name]) =>
      !/^VSCODE_(?!TEST)/u.test(name) && name !== "ELECTRON_RUN_AS_NODE",
  );
  return {
    ...Object.fromEntries(outer),
    PATH: [dirname(hostPaths().node), process.env["PATH"]].join(delimiter),
    NODE_OPTIONS: "",
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: temporary,
    EXTENSIONS_GALLERY: "{}",
  };
}

function folderArguments({ data, extensions }: Folders): string[] {
  return [
    "--accept-server-license-terms",
    ...["--server-data-dir", data],
    ...["--user-data-dir", data],
    ...["--extensions-dir", extensions],
  ];
}

function installExtensions(
  files: readonly string[],
  folders: Folders,
  env: NodeJS.ProcessEnv,
): void {
  const { node, serverMain } = hostPaths();
  for (const file of files) {
    const args = [...folderArguments(folders), "--install-extension", file];
    execFileSync(node, [serverMain, ...args], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
}

function startProcess(
  { testDriver = false, workspaceTrust = false }: ServerOptions,
  folders: Folders,
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const { node, serverMain } = hostPaths();
  const args = [
    ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token"],
    ...folderArguments(folders),
    "--disable-telemetry",
    ...(workspaceTrust ? [] : ["--disable-workspace-trust"]),
    "--disable-getting-started-override",
    // Without it a built VS Code ignores the extension under test, silently.
    ...(testDriver ? ["--enable-smoke-test-driver"] : []),
  ];
  // A group of its own, so that all it starts can be ended with it.
  return spawn(node, [serverMain, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
}

type End = (signal: NodeJS.Signals) => void;

/** Ends the server's group and folders even when this process is interrupted. */
function endOnExit(child: ChildProcess, base: string): End {
  const end: End = (signal) => {
    signalGroup(child, signal);
    if (signal === "SIGKILL")
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", () => {
    end("SIGKILL");
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.exit(1));
  }
  return end;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

async function stop(child: ChildProcess, end: End): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  end("SIGTERM");
  const limit = new Promise((resolve) =>
    setTimeout(resolve, STOP_LIMIT_MS).unref(),
  );
  if (child.exitCode === null) await Promise.race([gone, limit]);
  end("SIGKILL");
}

/** Reads the port off the server's output; rejects with that output. */
function listeningPort(child: ChildProcess): Promise<number> {
  const file = process.env["E2E_SERVER_LOG"];
  const log =
    file === undefined ? undefined : createWriteStream(file, { flags: "a" });
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (what: string): void => {
      reject(new Error(`The VS Code server ${what}.\n${output}`));
    };
    const timer = setTimeout(() => {
      fail("did not listen in time");
    }, START_LIMIT_MS);
    const read = (chunk: Buffer): void => {
      log?.write(chunk);
      if (output.length < 20_000) output += chunk.toString();
      const port = /agent listening on (\d+)/u.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with code ${String(code)}`);
    });
  });
}

function workbenchUrl(
  authority: string,
  folder: string,
  payload: readonly (readonly [string, string])[],
): string {
  const quiet = [
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  const query = new URLSearchParams({
    folder,
    payload: JSON.stringify([...quiet, ...payload]),
  });
  return `http://${authority}/?${query.toString()}`;
}
