/**
 * Redis commands, shared by the clients that spell each command as a method.
 *
 * Names stand in node-redis's spelling (`hGet`); the other clients write them
 * in lower case (`hget`). `set` differs by client and stands with each of them.
 *
 * Negative facts:
 * - `SET ... XX` is no guard against an older value: another reader may have
 *   filled the key in between, and the write goes through.
 * - A `pipeline` guards nothing; `multi` alone neither, only `watch` + `multi`.
 * - `SET NX` on a fill does not help while writers delete the key.
 */
import {
  at,
  call,
  nothing,
  rest,
  seconds,
  milliseconds,
  pipeline,
} from "../build.ts";
import type { CallEntry, Contribution, Pick } from "../entry.ts";

export type Spelling = "camel" | "lower";

/** The commands that every client takes in the same order. */
export function redisCommands(spelling: Spelling): readonly CallEntry[] {
  const all = [...reads, ...writes, ...deletes, ...counters, ...others];
  return spelling === "camel" ? all : all.map(inLowerCase);
}

/** Redis v2 and v3 took lower-case names and callbacks. */
function inLowerCase(entry: CallEntry): CallEntry {
  const paths = typeof entry.path === "string" ? [entry.path] : entry.path;
  return { ...entry, path: paths.map((path) => path.toLowerCase()) };
}

const reads: readonly CallEntry[] = [
  read(["get", "getEx"], { callback: at(1) }),
  read(["exists"], {}, rest(0)),
  read(["mGet"], { many: true }, rest(0)),
  read(["hGet"], { field: at(1), callback: at(2) }),
  read(["hExists", "sIsMember", "zScore"], { field: at(1) }),
  read(["hmGet"], { field: rest(1), many: true }),
  read(["hGetAll"], { callback: at(1) }),
  read(["sMembers", "lRange", "lIndex", "zRange", "getRange"]),
];

const writes: readonly CallEntry[] = [
  write("setEx", at(2), { ttl: [seconds(at(1))] }),
  write("pSetEx", at(2), { ttl: [milliseconds(at(1))] }),
  write("setNX", at(1), { absent: true }),
  write("getSet", at(1)),
  write("mSet", rest(0), { many: true }, rest(0)),
  write("mSetNX", rest(0), { many: true, absent: true }, rest(0)),
  { ...write("hSet", at(1)), args: 2 },
  write("hSet", at(2), { field: at(1) }),
  write("hSetNX", at(2), { field: at(1), absent: true }),
];

const deletes: readonly CallEntry[] = [
  call(["del", "unlink"], { effect: "cache-delete", key: rest(0) }),
  call(["getDel", "hDel"], { effect: "cache-delete", key: at(0) }),
  call(["flushDb", "flushAll"], {
    effect: "cache-delete",
    key: at(0),
    pattern: true,
  }),
];

/** Structures that the store itself changes: each call is atomic. */
const counters: readonly CallEntry[] = [
  change(
    "incr",
    "incrBy",
    "incrByFloat",
    "decr",
    "decrBy",
    "hIncrBy",
    "hIncrByFloat",
  ),
  change(
    "sAdd",
    "sRem",
    "sPop",
    "zAdd",
    "zRem",
    "zIncrBy",
    "zPopMin",
    "zPopMax",
  ),
  change(
    "zRemRangeByScore",
    "lPush",
    "rPush",
    "lPop",
    "rPop",
    "lRem",
    "lTrim",
    "append",
  ),
  change("pfAdd", "setBit"),
  call("rename", { effect: "cache-change", key: at(1) }),
];

const others: readonly CallEntry[] = [
  call(["eval", "evalSha"], { effect: "cache-script", script: at(0) }),
  call("publish", { effect: "publish", channel: at(0), payload: at(1) }),
  call("xAdd", { effect: "publish", channel: at(0), payload: rest(1) }),
  pipeline("multi"),
  call(["expire", "pExpire", "expireAt", "pExpireAt"], {
    effect: "cache-expire",
    key: at(0),
  }),
  nothing("exec", "ttl", "pTTL", "keys", "scan", "type", "ping"),
  nothing(
    "persist",
    "strLen",
    "hKeys",
    "hLen",
    "sCard",
    "zCard",
    "lLen",
    "dbSize",
  ),
];

type ReadParts = Omit<
  Extract<Contribution, { effect: "cache-read" }>,
  "effect" | "key"
>;
type WriteParts = Omit<
  Extract<Contribution, { effect: "cache-write" }>,
  "effect" | "key" | "value"
>;

function read(
  paths: readonly string[],
  parts: ReadParts = {},
  key: Pick = at(0),
): CallEntry {
  return call(paths, { effect: "cache-read", key, ...parts });
}

function write(
  path: string,
  value: Pick,
  parts: WriteParts = {},
  key: Pick = at(0),
): CallEntry {
  return call(path, { effect: "cache-write", key, value, ...parts });
}

function change(...paths: readonly string[]): CallEntry {
  return call(paths, { effect: "cache-change", key: at(0) });
}
