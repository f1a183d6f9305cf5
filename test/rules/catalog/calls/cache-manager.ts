import type { Cache } from "cache-manager";

export function calls(cache: Cache): unknown[] {
  return [
    cache.get("k"),
    cache.mget(["k"]),
    cache.set("k", "v", 60_000),
    cache.mset([{ key: "k", value: "v", ttl: 60_000 }]),
    cache.wrap("k", () => "v", 60_000),
    cache.del("k"),
    cache.mdel(["k"]),
    cache.clear(),
    cache.ttl("k"),
  ];
}
