// The package hides its types behind an exports map that lacks them.
import type Redlock from "../../../../node_modules/redlock/dist/index.js";

export async function calls(redlock: Redlock): Promise<unknown[]> {
  const lock = await redlock.acquire(["k"], 1000);
  return [
    redlock.using(["k"], 1000, () => Promise.resolve()),
    redlock.release(lock),
    lock.extend(1000),
    redlock.quit(),
    redlock.on("error", () => undefined),
  ];
}
