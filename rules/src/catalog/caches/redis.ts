import {
  at,
  call,
  milliseconds,
  option,
  seconds,
  view,
  word,
} from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";
import { redisCommands } from "./commands.ts";

/** What versions 2 and 3 called the commands, where the name differs. */
export const callbackForms: readonly CallEntry[] = formerNames();

/**
 * node-redis, checked on 6.3.1; the lower-case callback forms are those of 2 and 3.
 *
 * Negative facts: a refused conditional `set` resolves to `null`; only a
 * watched `multi` throws (`WatchError`). `IFEQ` and its kin compare by value,
 * so a value that went away and came back passes.
 */
export const redis: Library = {
  name: "redis",
  packages: ["redis", "@redis/client"],
  checked: "4 - 6",
  role: "cache",
  defaultTtl: [],
  typeNames: ["RedisClientType", "RedisClusterType", "RedisClientPoolType"],
  calls: [
    call("set", {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [
        seconds(at(2, "EX")),
        milliseconds(at(2, "PX")),
        {
          ...seconds(at(2, "expiration.value")),
          when: option(2, "expiration.type", "EX"),
        },
        {
          ...milliseconds(at(2, "expiration.value")),
          when: option(2, "expiration.type", "PX"),
        },
        { ...seconds(at(3)), afterWord: "EX" },
        { ...milliseconds(at(3)), afterWord: "PX" },
      ],
      endMarks: [
        ...["KEEPTTL", "EXAT", "PXAT"].flatMap((name) => [
          option(2, name),
          word(name, 2),
        ]),
        option(2, "expiration"),
      ],
      onlyIfAbsent: [
        option(2, "NX"),
        option(2, "condition", "NX"),
        word("NX", 2),
      ],
      onlyIf: ["IFEQ", "IFNE", "IFDEQ", "IFDNE"].map((name) =>
        option(2, "condition", name),
      ),
    }),
    view("duplicate"),
    ...redisCommands("camel"),
    ...callbackForms,
  ],
};

function formerNames(): readonly CallEntry[] {
  const now = new Set(redisCommands("camel").flatMap(pathsOf));
  return redisCommands("lower")
    .map((entry) => ({
      ...entry,
      path: pathsOf(entry).filter((path) => !now.has(path)),
    }))
    .filter((entry) => entry.path.length > 0);
}

function pathsOf(entry: CallEntry): readonly string[] {
  return typeof entry.path === "string" ? [entry.path] : entry.path;
}
