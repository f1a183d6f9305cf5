import { at, call, exported, nothing } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * redlock, checked on 5.0.0-beta.2: a lease, shared by all instances.
 *
 * Negative facts: it ends by itself when its time is over, while the holder may
 * still be at work; only a fencing check at the write notices. A lock that the
 * invalidating writer does not take stops stampedes, not stale fills.
 */
export const redlock: Library = {
  name: "redlock",
  packages: ["redlock", "@sesamecare-oss/redlock"],
  checked: "5.0.0-beta.2",
  role: "lock",
  typeNames: ["Redlock"],
  calls: [
    call("using", {
      effect: "lock",
      key: at(0),
      callback: at(-1),
      scope: "shared",
    }),
    call(["acquire", "lock"], { effect: "lock", key: at(0), scope: "shared" }),
    nothing("release", "unlock", "extend", "quit", "on"),
  ],
};

/** @upstash/lock, checked on 0.2 (by hand): a lease as well. */
export const upstashLock: Library = {
  name: "@upstash/lock",
  packages: ["@upstash/lock"],
  checked: "0.2",
  role: "lock",
  calls: [
    call("acquire", { effect: "lock", scope: "shared" }),
    nothing("release", "extend"),
  ],
};

/**
 * Mutexes of one process, checked on async-mutex 0.5 (by hand).
 * Negative facts: none of them guards anything across instances.
 */
export const processLocks: Library = {
  name: "async-mutex",
  packages: [
    "async-mutex",
    "async-lock",
    "await-lock",
    "semaphore-async-await",
  ],
  role: "lock",
  inProcess: true,
  calls: [
    call("runExclusive", { effect: "lock", callback: at(0), scope: "process" }),
    call("acquire", {
      effect: "lock",
      key: at(0),
      callback: at(1),
      scope: "process",
    }),
    nothing("release", "isLocked", "waitForUnlock", "cancel"),
  ],
};

/** p-limit and its like bound how many run at once; they are no locks (by hand). */
export const limits: Library = {
  name: "p-limit",
  packages: ["p-limit", "p-queue", "bottleneck"],
  role: "lock",
  inProcess: true,
  calls: exported("pLimit", { effect: "view" }),
};
