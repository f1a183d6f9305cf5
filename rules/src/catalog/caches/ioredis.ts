import { at, call, pipeline, view, word } from "../build.ts";
import type { Library } from "../entry.ts";
import { redisCommands } from "./commands.ts";

/**
 * ioredis, checked on 5.11.1. `set(key, value, "EX", 60, "NX")`.
 *
 * Negative facts: a conditional `set` that was refused resolves to `null` and
 * does not throw; `multi().exec()` resolves to `null` when a watched key
 * changed. There is no typed compare-and-set (`IFEQ`): it goes through `call`.
 */
export const ioredis: Library = {
  name: "ioredis",
  packages: ["ioredis"],
  checked: "5.11.1",
  role: "cache",
  defaultTtl: [],
  typeNames: ["IORedis", "ChainableCommander"],
  calls: [
    call("set", {
      effect: "cache-write",
      key: at(0),
      value: at(1),
      ttl: [
        { at: at(3), unit: "seconds", afterWord: "EX" },
        { at: at(3), unit: "milliseconds", afterWord: "PX" },
      ],
      endMarks: ["KEEPTTL", "EXAT", "PXAT"].map((name) => word(name, 2)),
      onlyIfAbsent: [word("NX", 2)],
    }),
    pipeline("pipeline"),
    view("duplicate"),
    ...redisCommands("lower"),
  ],
};
