/** Write-through and versioned keys: writers store what they wrote. */
import { isCacheCurrent } from "../model/describe.ts";
import { verdict } from "../model/meaning.ts";
import type { Meaning } from "../model/meaning.ts";
import type { Model, Operation } from "../model/operation.ts";
import { COLD } from "../model/state.ts";
import { protocol } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";

const meaning: Meaning = {
  start: COLD,
  test: ({ stores }) =>
    verdict(
      isCacheCurrent(stores),
      "the cache keeps the older of the two values",
    ),
};

function twoWriters(...operations: readonly Operation[]): Model["tasks"] {
  return ["first writer", "second writer"].map((actor) => ({
    actor,
    operations,
  }));
}

const write: Operation = { op: "row.write", from: "value" };
const set: Operation = { op: "cache.set", from: "value" };
const entry: Operation = { ...set, key: "entry" };
const setNewer: Operation = { ...set, onlyIf: "newer" };

export const writeThrough: readonly Protocol[] = [
  protocol("write-through", {
    title: "write-through, plain set, 2 writers",
    use: "hazard",
    explanation:
      "Each writer changes the row and stores its value in the cache. The two stores can come in the other order than the two writes, and the older value stays.",
    meaning,
    tasks: twoWriters(write, set),
    invariant: "the cache holds what the database holds",
  }),
  protocol("write-through-newer", {
    title: "write-through, set if newer, 2 writers",
    use: "fix",
    explanation:
      "The cache compares versions in the same step that stores. Whatever order the stores come in, the newest value stays.",
    meaning,
    tasks: twoWriters(write, setNewer),
    invariant: "the cache holds what the database holds",
  }),
  protocol("versioned-pointer", {
    title:
      'versioned keys with a plainly set "current version" pointer, 2 writers',
    use: "hazard",
    explanation:
      "Each version has a key of its own, so no value is overwritten. But the pointer that names the current one is set like any other value, and the older name can be set last.",
    meaning,
    tasks: twoWriters(write, entry, set),
    invariant: "the pointer names the newest version",
  }),
  protocol("versioned-pointer-forward", {
    title: "same, pointer only moves forward",
    use: "fix",
    explanation:
      "The pointer is set only to a version that is newer than the one it names, and the look and the set are one step.",
    meaning,
    tasks: twoWriters(write, entry, setNewer),
    invariant: "the pointer names the newest version",
  }),
];
