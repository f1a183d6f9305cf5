/** Whether this machine can start a Redis. */
import { spawnSync } from "node:child_process";

/** One line that says how to get one; undefined when it is there. */
export function howToEnableRedis(): string | undefined {
  const { status } = spawnSync("redis-server", ["--version"]);
  return status === 0 ? undefined : "install redis-server";
}
