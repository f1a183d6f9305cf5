import { at, call, milliseconds, nothing, seconds } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const read = call(["get", "has", "peek"], { effect: "cache-read", key: at(0) });
const clear = call(["clear", "flushAll", "reset"], {
  effect: "cache-delete",
  key: at(0),
  pattern: true,
});

/**
 * node-cache, checked on 5.1.2. Times are seconds.
 *
 * Negative facts: it lives in one process, so a delete reaches one instance
 * only; there is no conditional write. `take` is a get and a delete.
 */
export const nodeCache: Library = {
  name: "node-cache",
  packages: ["node-cache"],
  checked: "5",
  role: "cache",
  inProcess: true,
  defaultTtl: [at(0, "stdTTL")],
  typeNames: ["NodeCache"],
  calls: [
    read,
    call("mget", { effect: "cache-read", key: at(0), many: true }),
    call("set", {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [seconds(at(2))],
    }),
    call("mset", {
      effect: "cache-write",
      key: at(0),
      value: at(0),
      many: true,
    }),
    call(["del", "take"], { effect: "cache-delete", key: at(0) }),
    clear,
    call("ttl", { effect: "cache-expire", key: at(0) }),
    nothing("getTtl", "keys", "getStats", "close", "on"),
  ],
};

/**
 * lru-cache, checked on 11.5.3. Times are milliseconds.
 *
 * Facts: `fetch` gives up the load when the key is deleted meanwhile.
 * Negative facts: `ignoreFetchAbort` and `allowStaleOnFetchAbort` undo that;
 * a plain get, load, set has no such care. One process only.
 */
export const lruCache: Library = {
  name: "lru-cache",
  packages: ["lru-cache"],
  checked: "7 - 11",
  role: "cache",
  inProcess: true,
  typeNames: ["LRUCache"],
  calls: [
    read,
    nothing("fetch", "forceFetch", "memo"),
    call("set", {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [milliseconds(at(2, "ttl"))],
    }),
    call(["delete", "del"], { effect: "cache-delete", key: at(0) }),
    clear,
    nothing(
      "keys",
      "values",
      "entries",
      "purgeStale",
      "getRemainingTTL",
      "dump",
    ),
  ],
};

/** keyv, checked on 5.6.0. Times are milliseconds. No conditional write; `has` then `get` is two reads. */
export const keyv: Library = {
  name: "keyv",
  packages: ["keyv"],
  checked: "4 - 5",
  role: "cache",
  defaultTtl: [at(0, "ttl"), at(1, "ttl")],
  typeNames: ["Keyv"],
  calls: [
    call(["get", "getRaw", "has"], { effect: "cache-read", key: at(0) }),
    call(["getMany", "getManyRaw", "hasMany"], {
      effect: "cache-read",
      key: at(0),
      many: true,
    }),
    call("set", {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [milliseconds(at(2))],
    }),
    call("setMany", {
      effect: "cache-write",
      key: at(0),
      value: at(0),
      many: true,
    }),
    call(["delete", "deleteMany"], { effect: "cache-delete", key: at(0) }),
    clear,
    nothing("on", "disconnect"),
  ],
};

const memcachedCalls: readonly CallEntry[] = [
  call(["get", "gets"], { effect: "cache-read", key: at(0), callback: at(1) }),
  call("getMulti", {
    effect: "cache-read",
    key: at(0),
    many: true,
    callback: at(1),
  }),
  call(["del", "delete"], { effect: "cache-delete", key: at(0) }),
  call(["incr", "decr", "increment", "decrement", "append"], {
    effect: "cache-change",
    key: at(0),
  }),
  call("flush", { effect: "cache-delete", key: at(0), pattern: true }),
];

/**
 * memcached, checked on 2.2 (by hand). `set(key, value, lifetime, callback)`, seconds.
 * `add` writes only an absent key; `cas` only an unchanged one.
 */
export const memcached: Library = {
  name: "memcached",
  packages: ["memcached", "memcache-plus"],
  checked: "2",
  role: "cache",
  defaultTtl: [],
  calls: [
    ...memcachedCalls,
    call(["set", "replace"], {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [seconds(at(2))],
    }),
    call("add", {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [seconds(at(2))],
      absent: true,
    }),
    call("cas", { effect: "none" }),
  ],
};

/** memjs, checked on 1.3 (by hand). `set(key, value, { expires })`, seconds. */
export const memjs: Library = {
  name: "memjs",
  packages: ["memjs"],
  checked: "1",
  role: "cache",
  defaultTtl: [],
  calls: [
    ...memcachedCalls,
    call(["set", "replace"], {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [seconds(at(2, "expires"))],
    }),
    call("add", {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [seconds(at(2, "expires"))],
      absent: true,
    }),
  ],
};
