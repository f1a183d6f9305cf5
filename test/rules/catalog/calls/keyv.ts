import type { Keyv } from "keyv";

export function calls(cache: Keyv): unknown[] {
  return [
    cache.get("k"),
    cache.getRaw("k"),
    cache.has("k"),
    cache.getMany(["k"]),
    cache.getManyRaw(["k"]),
    cache.hasMany(["k"]),
    cache.set("k", "v", 60_000),
    cache.setMany([{ key: "k", value: "v", ttl: 60_000 }]),
    cache.delete("k"),
    cache.deleteMany(["k"]),
    cache.clear(),
    cache.on("error", () => undefined),
    cache.disconnect(),
  ];
}
