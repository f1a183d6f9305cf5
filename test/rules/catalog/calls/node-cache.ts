/* eslint-disable @typescript-eslint/no-confusing-void-expression -- The calls are type-checked, never run. */
import type NodeCache from "node-cache";

export function calls(cache: NodeCache): unknown[] {
  return [
    cache.get("k"),
    cache.has("k"),
    cache.mget(["k"]),
    cache.set("k", "v", 60),
    cache.mset([{ key: "k", val: "v" }]),
    cache.del("k"),
    cache.take("k"),
    cache.flushAll(),
    cache.ttl("k", 60),
    cache.getTtl("k"),
    cache.keys(),
    cache.getStats(),
    cache.close(),
    cache.on("del", () => undefined),
  ];
}
