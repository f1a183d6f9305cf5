/** What a task does with the cache. */
import type { Draft } from "./draft.ts";
import type { Operation, OperationOf } from "./operation.ts";
import { MAIN, withEntry } from "./state.ts";
import type { Entry, Value } from "./state.ts";
import { valueFrom } from "./values.ts";

export function getFromCache(
  { into, lease }: OperationOf<"cache.get">,
  draft: Draft,
  operations: readonly Operation[],
): void {
  const entry = draft.stores.cache[MAIN];
  if (entry?.kind !== "value") {
    draft.hold(into, { value: undefined, source: "cache" });
    if (lease && !entry) put(draft, { kind: "lease", by: draft.task });
    return;
  }
  const { value, by } = entry;
  const isStale = value.version < (draft.stores.row?.version ?? 0);
  const held = { value, source: "cache", by, isStale } as const;
  draft.hold(into, held);
  const { next } = draft.self;
  const load = operations[next + 1];
  if (load?.op !== "row.read") return;
  draft.hold(load.into, held);
  draft.self.next = placeAfterFill(operations, next + 1, load.into) - 1;
}

/** The place after the `cache.set` of what `variable` holds, else after the read. */
function placeAfterFill(
  operations: readonly Operation[],
  read: number,
  variable: string,
): number {
  const fill = operations.findIndex(
    (one, index) =>
      index > read && one.op === "cache.set" && one.from === variable,
  );
  return Math.max(fill, read) + 1;
}

export function setInCache(
  operation: OperationOf<"cache.set">,
  draft: Draft,
): void {
  const { onlyIf, key = MAIN } = operation;
  const value = valueFrom(operation.from, draft);
  if (!value) return;
  const there = draft.stores.cache[key];
  if (isAllowed(onlyIf, there, value, draft.task))
    put(draft, { kind: "value", value, by: draft.task }, key);
}

function isAllowed(
  onlyIf: OperationOf<"cache.set">["onlyIf"],
  there: Entry | undefined,
  { version }: Value,
  task: number,
): boolean {
  switch (onlyIf) {
    case undefined:
      return true;
    case "absent":
      return !there;
    case "leased":
      return there?.kind === "lease" && there.by === task;
    case "newer":
      if (there?.kind === "value") return version > there.value.version;
      return there?.kind !== "tombstone" || version >= there.version;
  }
}

function put(draft: Draft, entry: Entry, key = MAIN): void {
  draft.stores.cache = withEntry(draft.stores.cache, key, entry);
}

export function deleteFromCache(
  { tombstone }: OperationOf<"cache.delete">,
  draft: Draft,
): void {
  const { wrote } = draft.self;
  if (tombstone) {
    put(draft, { kind: "tombstone", version: wrote ?? 0 });
    return;
  }
  const { [MAIN]: _gone, ...others } = draft.stores.cache;
  draft.stores.cache = others;
}
