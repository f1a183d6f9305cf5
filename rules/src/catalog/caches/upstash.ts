import { at, call, milliseconds, option, pipeline, seconds } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";
import { redisCommands } from "./commands.ts";

const set: CallEntry = call("set", {
  effect: "cache-write",
  key: at(0),
  value: at(1),
  ttl: [seconds(at(2, "ex")), milliseconds(at(2, "px"))],
  endMarks: ["exat", "pxat", "keepTtl"].map((name) => option(2, name)),
  onlyIfAbsent: [option(2, "nx")],
});

/** @upstash/redis: Redis over HTTP; values are serialised by the client. */
export const upstash: Library = {
  name: "@upstash/redis",
  packages: ["@upstash/redis", "@upstash/redis/*"],
  checked: "1",
  role: "cache",
  defaultTtl: [],
  calls: [set, pipeline("pipeline"), ...redisCommands("lower")],
};

/** @vercel/kv: the same client under another name. */
export const vercelKv: Library = {
  name: "@vercel/kv",
  packages: ["@vercel/kv"],
  checked: "3",
  role: "cache",
  defaultTtl: [],
  typeNames: ["VercelKV"],
  calls: [set, pipeline("pipeline"), ...redisCommands("lower")],
};
