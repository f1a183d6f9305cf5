import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { api, closeAll, diagnostics, open, until } from "../support.ts";

describe("the language server", () => {
  before(api);
  afterEach(closeAll);

  it("says that it is on, and what it found", async () => {
    await open("src/wallet.ts");
    const { status } = await api();
    const on = await until("the status to say on", () => {
      const current = status.current();
      return current.state === "on" ? current : undefined;
    });
    assert.equal(on.detail, "1 finding in this file.");
  });

  it("starts again by itself after a crash", async () => {
    const document = await open("src/wallet.ts");
    await diagnostics(document, 1);
    const crashed = await serverProcess();
    process.kill(crashed, "SIGKILL");
    await until("another server", async () =>
      (await serverProcess()) === crashed ? undefined : true,
    );
    await diagnostics(document, 1);
  });

  it("starts again by command", async () => {
    const document = await open("src/wallet.ts");
    await diagnostics(document, 1);
    const before = await serverProcess();
    await vscode.commands.executeCommand("consistencyLint.restart");
    assert.notEqual(await serverProcess(), before);
    await diagnostics(document, 1);
  });
});

/** The process id of our server: a child of this very extension host. */
function serverProcess(): Promise<number> {
  return until("the server's process", () => {
    const list = execFileSync("ps", ["-eo", "pid=,ppid=,args="], {
      encoding: "utf8",
    });
    const pids = list.split("\n").flatMap((line) => {
      const [pid, parent] = line.trim().split(/\s+/u).map(Number);
      const isOurs = parent === process.pid && line.includes("server.cjs");
      return isOurs && pid !== undefined ? [pid] : [];
    });
    return pids.length === 1 ? pids[0] : undefined;
  });
}
