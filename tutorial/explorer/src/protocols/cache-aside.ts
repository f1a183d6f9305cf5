/** Cache-aside: a reader fills the cache on a miss, a writer invalidates it. */
import { isCacheCurrent } from "../model/describe.ts";
import { verdict } from "../model/meaning.ts";
import type { Meaning } from "../model/meaning.ts";
import type { ModelTask, Operation } from "../model/operation.ts";
import { COLD, WARM } from "../model/state.ts";
import type { Stores } from "../model/state.ts";
import { protocol } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";

const invariant = "the cache is empty or holds what the database holds";

function current(start: Stores): Meaning {
  return {
    start,
    test: ({ stores }) =>
      verdict(
        isCacheCurrent(stores),
        "the cache keeps a value that the database no longer has",
      ),
  };
}

const cold = current(COLD);

function reader(...fill: readonly Operation[]): ModelTask {
  const [get, set] = fill;
  return {
    actor: "reader",
    operations: [
      get ?? { op: "cache.get", into: "hit" },
      { op: "row.read", into: "row" },
      set ?? { op: "cache.set", from: "row" },
    ],
  };
}

function writer(...operations: readonly Operation[]): ModelTask {
  return { actor: "writer", operations };
}

const get: Operation = { op: "cache.get", into: "hit" };
const write: Operation = { op: "row.write", from: null };
const erase: Operation = { op: "cache.delete" };
const writeValue: Operation = { op: "row.write", from: "value" };
const setValue: Operation = { op: "cache.set", from: "value" };

function setIf(onlyIf: "absent" | "newer" | "leased"): Operation {
  return { op: "cache.set", from: "row", onlyIf };
}

export const cacheAside: readonly Protocol[] = [
  protocol("cache-aside-delete", {
    title: "cache-aside + delete on write, cold cache, 1 reader 1 writer",
    use: "hazard",
    explanation:
      "The reader misses, reads the row, and stores what it read. The writer changes the row and deletes the key. When the whole write falls between the reader's read and its set, the delete finds nothing, and the set puts the old value where nobody will delete it.",
    meaning: cold,
    tasks: [reader(), writer(write, erase)],
    invariant,
  }),
  protocol("cache-aside-delete-warm", {
    title: "same, warm cache",
    use: "safe case",
    explanation:
      "The cache holds the value when the test begins. A reader that comes before the delete has a hit and is done; one that comes after it reads the new row. The race needs a miss, and most tests never have one beside a write.",
    meaning: current(WARM),
    tasks: [reader(), writer(write, erase)],
    invariant,
  }),
  protocol("cache-aside-delete-two-readers", {
    title: "same, 2 readers 1 writer",
    use: "hazard",
    explanation:
      "With a second reader there are more ways for a fill to come after the delete, so the share of bad orders grows: load finds what a single request does not.",
    meaning: cold,
    tasks: [
      { ...reader(), actor: "first reader" },
      { ...reader(), actor: "second reader" },
      writer(write, erase),
    ],
    invariant,
  }),
  protocol("cache-aside-nx", {
    title: "`SET NX` instead of `SET`",
    use: "half-fix",
    explanation:
      "The fill stores only where nothing is stored. But the writer's delete leaves nothing there, and nothing is what the condition asks for: the same order breaks it.",
    meaning: cold,
    tasks: [reader(get, setIf("absent")), writer(write, erase)],
    invariant,
  }),
  protocol("cache-aside-early-delete", {
    title: "delete before the write",
    use: "hazard",
    explanation:
      "Between the delete and the write every reader finds the key absent and the row old, and fills the cache with it. The write that follows deletes nothing any more.",
    meaning: cold,
    tasks: [reader(), writer(erase, write)],
    invariant,
  }),
  protocol("cache-aside-delete-twice", {
    title: "delete before and after",
    use: "half-fix",
    explanation:
      "The second delete removes what was stored before it. A reader that has read the old row and sets after the second delete is not noticed; a delay before the second delete makes that rarer, not impossible.",
    meaning: cold,
    tasks: [reader(), writer(erase, write, erase)],
    invariant,
  }),
  protocol("cache-aside-newer-erased", {
    title:
      "set only if newer on the fill, while the writer's delete erases the version",
    use: "half-fix",
    explanation:
      "The fill compares its version with the one in the cache. The delete takes the version away with the value, so the fill that comes too late has nothing to compare with, and stores.",
    meaning: cold,
    tasks: [reader(get, setIf("newer")), writer(write, erase)],
    invariant,
  }),
  protocol("cache-aside-write-through", {
    title: "plain set on the fill, writer writes through instead of deleting",
    use: "half-fix",
    explanation:
      "The writer stores the new value itself. A reader that has read the old row before, and sets after, stores the old value over it.",
    meaning: cold,
    tasks: [reader(), writer(writeValue, setValue)],
    invariant,
  }),
  protocol("cache-aside-nx-write-through", {
    title: "`NX` on the fill, writer writes through",
    use: "fix",
    explanation:
      "The writer's set leaves something in the cache, so the late fill finds the key taken and stores nothing. It is a fix for one writer: two writers that write through can still store in the other order, which needs set-if-newer.",
    meaning: cold,
    tasks: [reader(get, setIf("absent")), writer(writeValue, setValue)],
    invariant,
  }),
  protocol("lease", {
    title:
      "lease token: a miss hands out a token, a delete voids it, set only with a live token",
    use: "fix",
    explanation:
      "A miss leaves a token in the cache. Whoever deletes the key takes the token with it, and a fill is stored only while the reader's own token is there. So a fill that was overtaken by an invalidation is not stored. Every writer must delete the key after its change, and every reader must know the tokens.",
    meaning: cold,
    tasks: [
      reader({ op: "cache.get", into: "hit", lease: true }, setIf("leased")),
      writer(write, erase),
    ],
    invariant,
  }),
  protocol("cache-aside-tombstone", {
    title:
      "set only if the version is newer, delete leaves a versioned tombstone",
    use: "fix",
    explanation:
      "The delete leaves the version of the change in place of the value. A fill is stored only if its version is not older than that. It holds while the tombstone outlives the slowest reader.",
    meaning: cold,
    tasks: [
      reader(get, setIf("newer")),
      writer(write, { op: "cache.delete", tombstone: true }),
    ],
    invariant,
  }),
  protocol("cache-aside-no-delete", {
    title: "cache-aside, and a writer that does not touch the key",
    use: "hazard",
    explanation:
      "Nobody tells the cache of the change. Whatever was filled from the old row stays until it expires.",
    meaning: cold,
    tasks: [reader(), writer(write)],
    invariant,
  }),
  protocol("missed-invalidation", {
    title:
      "cache-aside + delete on write, and the writer may stop between the two",
    use: "hazard",
    explanation:
      "A process can stop between its write and its delete. A value filled before that then has nobody to remove it; without an expiry it stays for ever.",
    meaning: cold,
    tasks: [reader(), writer(write, { op: "crash" }, erase)],
    invariant,
  }),
  protocol("floating-delete", {
    title: "delete on write that nobody waits for, warm cache",
    use: "hazard",
    explanation:
      "A delete whose promise is dropped can fail, or its process can end, without anybody noticing. The warm cache then keeps the old value.",
    meaning: current(WARM),
    tasks: [
      writer(write, { op: "crash" }, erase),
      { actor: "reader", operations: [get] },
    ],
    invariant,
  }),
];
