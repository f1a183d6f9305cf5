import { at, call, milliseconds, nothing, option, seconds } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const calls: readonly CallEntry[] = [
  call("get", { effect: "cache-read", key: at(0) }),
  call("mget", { effect: "cache-read", key: at(0), many: true }),
  call("set", {
    effect: "cache-write",
    key: at(0),
    value: at(1),
    // The options object is version 4 and counts seconds.
    ttl: [
      { ...seconds(at(2, "ttl")), when: option(2, "ttl") },
      milliseconds(at(2)),
    ],
  }),
  call("mset", { effect: "cache-write", key: at(0), value: at(0), many: true }),
  call("wrap", { effect: "cache-load", key: at(0), loader: at(1) }),
  call(["del", "mdel"], { effect: "cache-delete", key: at(0) }),
  call(["clear", "reset"], {
    effect: "cache-delete",
    key: at(0),
    pattern: true,
  }),
  nothing("ttl"),
];

/**
 * cache-manager, checked on 7.2.9. Times are milliseconds since version 5.
 *
 * Negative facts: there is no conditional write at all. `wrap` joins the calls
 * of one process only, and its set is unconditional: it restores an old value
 * after a delete in between. `refreshThreshold` adds a second such write.
 */
export const cacheManager: Library = {
  name: "cache-manager",
  packages: ["cache-manager"],
  checked: "5 - 7",
  formerUnit: { before: 5, unit: "seconds" },
  role: "cache",
  calls,
};

/**
 * @nestjs/cache-manager, checked on 3.1 and 12.0.0: the same object, injected.
 *
 * Negative facts: `CacheInterceptor` does get, handler, unconditional set; its
 * default key is the request's URL alone, whoever the user is.
 */
export const nestCacheManager: Library = {
  name: "@nestjs/cache-manager",
  packages: ["@nestjs/cache-manager"],
  checked: "2 - 12",
  role: "cache",
  tokens: ["CACHE_MANAGER"],
  calls,
};
