/** What models share: tasks that do the same, and the reader of every cache-aside protocol. */
import type { Model, ModelOperation } from "../finding.ts";

/** One reader that fills on a miss, one writer that does as told. */
export function cacheAsideModel(
  protocol: string,
  writer: readonly ModelOperation[],
): Model {
  return {
    protocol,
    tasks: [
      {
        actor: "reader",
        operations: [
          { op: "cache.get", into: "hit" },
          { op: "row.read", into: "row" },
          { op: "cache.set", from: "row" },
        ],
      },
      { actor: "writer", operations: writer },
    ],
    invariant: "the cache is empty or holds what the database holds",
  };
}

/** Two tasks that do the same: the first and the second `who`. */
export function twice(
  who: string,
  operations: readonly ModelOperation[],
): Model["tasks"] {
  return ["first", "second"].map((place) => ({
    actor: `${place} ${who}`,
    operations,
  }));
}
