import type { LRUCache } from "lru-cache";

export function calls(cache: LRUCache<string, string>): unknown[] {
  return [
    cache.get("k"),
    cache.has("k"),
    cache.peek("k"),
    cache.fetch("k"),
    cache.forceFetch("k"),
    cache.memo("k"),
    cache.set("k", "v", { ttl: 60_000 }),
    cache.delete("k"),
    cache.clear(),
    cache.keys(),
    cache.values(),
    cache.entries(),
    cache.purgeStale(),
    cache.getRemainingTTL("k"),
    cache.dump(),
  ];
}
