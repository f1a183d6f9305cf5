/**
 * The unordered cache write: a writer stores its value, or the name of its
 * version, with a plain set. Of two writers the one that changed the row first
 * may store last; then the older value stays.
 */
import type { Effect, Flow } from "../analysis/effect.ts";
import {
  effectsAfter,
  effectsBefore,
  shareCall,
  sourcesOf,
} from "../analysis/order.ts";
import { same } from "../analysis/same.ts";
import type { Value } from "../analysis/value.ts";
import { piecesOf } from "../analysis/values.ts";
import {
  cacheOnlyKey,
  pointerKey,
  versionColumn,
  workKey,
} from "../catalog/names.ts";
import { sameStore } from "./cache-keys.ts";
import type { CacheWrite } from "./cache-keys.ts";
import { copyOf } from "./copied-row.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import type { Hazard } from "./hazard.ts";
import { isSameRow } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";
import { isHole, sameHole } from "./same-row.ts";
import { isInGuardingScope, isLocked } from "./update-guards.ts";
import {
  pointerFinding,
  writeThroughFinding,
} from "./unordered-cache-write-report.ts";

export const unorderedCacheWrite: Hazard = {
  rule: "no-unordered-cache-write",
  find: (flow, file) =>
    flow.effects
      .flatMap((effect) => findingFor(effect, flow) ?? [])
      .filter(({ location }) => location.file === file),
};

function findingFor(write: Effect, flow: Flow) {
  if (write.kind !== "cache-write" || !isPlain(write)) return undefined;
  const entry = pointedEntry(write, flow);
  if (entry) return pointerFinding({ entry, pointer: write });
  const through = writeThrough(write, flow);
  return through && writeThroughFinding(through);
}

function isPlain(write: CacheWrite): boolean {
  return (
    write.condition === "none" &&
    !write.inProcess &&
    !holesOf(write.key).some(isVersion) &&
    !textsOf(write.key).some((text) => isOwnKind(text))
  );
}

/** A key of its own for each version is never written twice. */
function isVersion(hole: Value): boolean {
  return (
    hole.kind === "member" &&
    typeof hole.property === "string" &&
    versionColumn.test(hole.property)
  );
}

function isOwnKind(text: string): boolean {
  return (
    cacheOnlyKey.test(text) || (workKey.test(text) && !pointerKey.test(text))
  );
}

export interface WriteThrough {
  readonly update: RowNode;
  /** Read after the update, where the value is not the update's own answer. */
  readonly reload?: RowNode;
  readonly write: CacheWrite;
  /** Whether the stored value is known to be of the written row. */
  readonly isSame: boolean;
}

/** A row is written, and then its value stored under a key. */
function writeThrough(
  write: CacheWrite,
  { effects }: Flow,
): WriteThrough | undefined {
  const before = effectsBefore(effects, write);
  if (before.some((effect) => isReadOf(effect, write))) return undefined;
  for (const update of before.toReversed()) {
    if (!isUpdate(update) || shareCall(update, write)) continue;
    if (isOrdered(update, write) || isLocked(update, write, before)) continue;
    const copy = copyOf(write.value, update);
    if (copy)
      return canRepeat(update)
        ? { update, write, isSame: copy === "whole" }
        : undefined;
    const reload = reloadOf(update, write, before);
    if (reload)
      return {
        update,
        reload,
        write,
        isSame: isSameRow(reload, update) === "yes",
      };
  }
  return undefined;
}

function isReadOf(effect: Effect, write: CacheWrite): boolean {
  return effect.kind === "cache-read" && same(effect.key, write.key) === "yes";
}

function isUpdate(effect: Effect): effect is RowNode {
  return effect.kind === "row" && effect.operation !== "read";
}

/** A row that was just inserted has no second writer yet. */
function canRepeat({ operation, data }: RowNode): boolean {
  if (operation === "save") return data !== undefined && isLoaded(data);
  return operation !== "insert" && operation !== "delete";
}

/** `save` of what a query answered is an update. */
function isLoaded(data: Value): boolean {
  const { kind } = data;
  if (kind === "object") return data.base !== undefined && isLoaded(data.base);
  return kind === "result" && data.effect.kind === "row";
}

/** The row, or a list that it is in, read again for the cache. */
function reloadOf(
  update: RowNode,
  write: CacheWrite,
  before: readonly Effect[],
): RowNode | undefined {
  return before
    .slice(before.indexOf(update) + 1)
    .find(
      (effect): effect is RowNode =>
        effect.kind === "row" &&
        effect.operation === "read" &&
        sameEntity(effect.entity, update.entity) === "yes" &&
        copyOf(write.value, effect) !== undefined &&
        (canRepeat(update) || isListOf(effect, write)),
    );
}

/** All rows under one key: a new row changes the list. */
function isListOf(read: RowNode, write: CacheWrite): boolean {
  return read.many && !sourcesOf(write.key).has(read);
}

/** One lock, or one transaction with the row lock that its update takes, holds both. */
function isOrdered(update: Effect, write: Effect): boolean {
  const isInTransaction = write.scopes.some(
    ({ kind, id }) =>
      kind === "transaction" && update.scopes.some((scope) => scope.id === id),
  );
  return isInTransaction || isInGuardingScope(write, update);
}

/**
 * The entry that a pointer names: its key is the pointer's with a version in
 * it, and the version is what the pointer holds.
 */
function pointedEntry(
  pointer: CacheWrite,
  { effects }: Flow,
): CacheWrite | undefined {
  const names = textsOf(pointer.key).some((text) => pointerKey.test(text));
  if (!names || !isHole(pointer.value)) return undefined;
  const others = [
    ...effectsBefore(effects, pointer),
    ...effectsAfter(effects, pointer),
  ];
  return others.find(
    (effect): effect is CacheWrite =>
      effect.kind === "cache-write" &&
      !shareCall(effect, pointer) &&
      !isOrdered(effect, pointer) &&
      sameStore(effect.store, pointer.store) !== "no" &&
      isVersionOf(effect, pointer),
  );
}

function isVersionOf(entry: CacheWrite, pointer: CacheWrite): boolean {
  const inEntry = holesOf(entry.key);
  const inPointer = holesOf(pointer.key);
  const holds = (value: Value, holes: readonly Value[]) =>
    holes.some((hole) => sameHole(hole, value));
  return (
    holds(pointer.value, inEntry) &&
    !holds(pointer.value, inPointer) &&
    inPointer.every((hole) => holds(hole, inEntry))
  );
}

function holesOf(key: Value): readonly Value[] {
  return piecesOf(key).filter((piece) => typeof piece !== "string");
}

function textsOf(key: Value): readonly string[] {
  return piecesOf(key).filter((piece) => typeof piece === "string");
}
