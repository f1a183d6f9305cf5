/**
 * Reading past one's own write: a flow writes a row and then reads it from a
 * copy that may not have the write yet, a replica or a cache that nobody told.
 */
import type { Effect, Flow, Site } from "../analysis/effect.ts";
import { derivesFrom, effectsBefore } from "../analysis/order.ts";
import { callSite } from "../analysis/report-place.ts";
import { same } from "../analysis/same.ts";
import type { CacheRead } from "./cache-keys.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import type { Hazard } from "./hazard.ts";
import { ownWriteFinding } from "./own-write-report.ts";
import type { OwnWriteRead } from "./own-write-report.ts";
import { replicaOf } from "./replica.ts";
import { isSameRow, sharesHole } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";
import { keyNames } from "./key-names.ts";

export const ownWriteRead: Hazard = {
  rule: "require-read-your-writes",
  find: (flow, file) =>
    (flow.module.isOneOff ? [] : readsIn(flow))
      .map(ownWriteFinding)
      .filter(({ location }) => location.file === file),
};

/** One for each call that reads. */
function readsIn(flow: Flow): readonly OwnWriteRead[] {
  const found = new Map<Site["node"], OwnWriteRead>();
  for (const effect of flow.effects) {
    const { node } = callSite(effect);
    const read = found.has(node) ? undefined : staleReadOf(effect, flow);
    if (read) found.set(node, read);
  }
  return [...found.values()];
}

function staleReadOf(effect: Effect, flow: Flow): OwnWriteRead | undefined {
  const before = effectsBefore(flow.effects, effect);
  if (effect.kind === "cache-read") return cachedRead(effect, before);
  if (effect.kind !== "row" || effect.operation !== "read") return undefined;
  const replica = replicaOf(effect);
  if (!replica) return undefined;
  const write = lastWrite(before, (other) => isReadBack(other, effect));
  return write && { write, read: effect, copy: "replica", replica };
}

/** The last of the flow's own writes that the read is meant to see. */
function lastWrite(
  before: readonly Effect[],
  isMeant: (write: RowNode) => boolean,
): RowNode | undefined {
  for (const effect of [...before].reverse())
    if (effect.kind === "row" && effect.operation !== "read" && isMeant(effect))
      return effect;
  return undefined;
}

function isReadBack(write: RowNode, read: RowNode): boolean {
  if (sameEntity(write.entity, read.entity) !== "yes" || !read.where)
    return false;
  if (isFromOneCall(write, read)) return false;
  return derivesFrom(read.where, write) || isWrittenRow(write, read);
}

function isWrittenRow(write: RowNode, read: RowNode): boolean {
  if (isSameRow(read, write) === "yes") return true;
  const key = write.where ?? write.data;
  return (
    !read.many &&
    key !== undefined &&
    read.where !== undefined &&
    sharesHole(key, read.where)
  );
}

/** The callee's own flow holds both. */
function isFromOneCall(left: Effect, right: Effect): boolean {
  const call = left.frames[0]?.node;
  return call !== undefined && call === right.frames[0]?.node;
}

/** The cache is asked under the row's key, and nothing since the write has touched that key. */
function cachedRead(
  read: CacheRead,
  before: readonly Effect[],
): OwnWriteRead | undefined {
  const write = lastWrite(before, (other) => isCachedAs(other, read));
  if (!write || isFromOneCall(write, read)) return undefined;
  const isTold = before.some(
    (effect) => isCacheChange(effect) && same(read.key, effect.key) !== "no",
  );
  return isTold ? undefined : { write, read, copy: "cache" };
}

function isCacheChange(
  effect: Effect,
): effect is Effect & { kind: "cache-delete" | "cache-write" } {
  return effect.kind === "cache-delete" || effect.kind === "cache-write";
}

/** The key is made of what finds the row, and names the row's table. */
function isCachedAs(write: RowNode, read: CacheRead): boolean {
  const { where } = write;
  return (
    (write.operation === "update" || write.operation === "change") &&
    where !== undefined &&
    sharesHole(where, read.key) &&
    keyNames(read.key, write.entity)
  );
}
