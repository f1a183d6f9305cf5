/** A Redis of its own for one test file: on a free port, with nothing kept. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const COMMAND = "redis-server";

export interface RedisServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Resolves when the server takes connections; rejects with what it printed. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), "consistency-redis-"));
  const server = spawn(COMMAND, argumentsFor(port, folder), {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  let output = "";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    void ended.then(() => {
      reject(new Error(`${COMMAND} ended: ${output}`));
    });
    server.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Ready to accept connections")) resolve();
    });
  });
  return {
    port,
    stop: async () => {
      server.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function argumentsFor(port: number, folder: string): string[] {
  const settings = {
    port: String(port),
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    appendonly: "no",
  };
  return Object.entries(settings).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string")
    throw new Error("The system gave no port.");
  return address.port;
}
