/**
 * The cache-aside race: a value is loaded after a miss and written to the cache
 * later, unconditionally. An update and its invalidation can fall in between;
 * then the old value comes back.
 */
import type { Effect, Flow } from "../analysis/effect.ts";
import {
  derivesFrom,
  effectsBefore,
  shareCall,
  sourcesOf,
} from "../analysis/order.ts";
import { callSite } from "../analysis/report-place.ts";
import { piecesOf } from "../analysis/values.ts";
import { cacheOnlyKey } from "../catalog/names.ts";
import { same } from "../analysis/same.ts";
import { keysMatch, sameStore } from "./cache-keys.ts";
import type { CacheWrite } from "./cache-keys.ts";
import type { Hazard } from "./hazard.ts";
import type { LoadKind } from "./loads.ts";
import { isTakenBack, isUnderGeneration } from "./race-generation.ts";
import { loadFor } from "./race-load.ts";
import { writerOf } from "./race-writer.ts";
import { raceFinding } from "./race-report.ts";
import type { Race } from "./race-report.ts";

export const cacheAsideRace: Hazard = {
  rule: "no-cache-aside-race",
  needs: {
    all: [["cache-read"], ["row-read", "cache-read"], ["cache-write"]],
    apart: true,
  },
  find: (flow, file) =>
    racesIn(flow)
      .map((race) => raceFinding(race, flow.module))
      .filter(({ location }) => location.file === file),
};

function racesIn(flow: Flow): readonly Race[] {
  const races: Race[] = [];
  for (const effect of flow.effects) {
    if (effect.kind !== "cache-write" || effect.condition === "compare")
      continue;
    const race = raceOf(effect, flow);
    if (
      race &&
      canOverwrite(race, flow) &&
      !races.some(({ write }) => callSite(write).node === callSite(effect).node)
    )
      races.push(race);
  }
  return races;
}

/** `NX` helps while writers write through; after a delete the key is absent, and the old value goes in. */
function canOverwrite(race: Race, { module }: Flow): boolean {
  return (
    race.write.condition !== "absent" ||
    writerOf(race, module, true).ending?.kind === "cache-delete"
  );
}

function raceOf(write: CacheWrite, flow: Flow): Race | undefined {
  const before = effectsBefore(flow.effects, write);
  const reads = before.filter((effect) => effect.kind === "cache-read");
  const sources = sourcesOf(write.value);
  for (const read of [...reads].reverse()) {
    if (read.inProcess !== write.inProcess) continue;
    if (sameStore(read.store, write.store) === "no") continue;
    const sameKey = keysMatch(read, write);
    if (sameKey === "no" || (sameKey === "unknown" && !isMissOf(write, read)))
      continue;
    const found = loadFor(write, read, before, sources);
    if (!found || isUnderGeneration(write, found.load, before)) continue;
    if (isTakenBack(write, found.load, flow)) continue;
    if (shareCall(read, write)) {
      if (sameKey === "yes") return undefined;
      continue;
    }
    if (sameKey !== "yes" && shareCall(found.load, write)) continue;
    if ((found.loadKind !== "row" || sameKey !== "yes") && isOwnKind(write))
      continue;
    if (write.inProcess && !isShared(write, found.loadKind, flow)) continue;
    return {
      read,
      ...found,
      write,
      sameKey,
      fillLock: isUnderLock(write, found.load),
      isOutcome: changesBetween(read, write, before),
      isDeleted: !write.inProcess || isDeletedElsewhere(write, flow),
    };
  }
  return undefined;
}

/** The run itself changed rows since the miss: what it stores may be its own answer, kept for a repeated request. */
function changesBetween(
  read: Effect,
  write: Effect,
  before: readonly Effect[],
): boolean {
  return before
    .slice(before.indexOf(read) + 1)
    .some(
      (effect) =>
        effect.kind === "row" &&
        effect.operation !== "read" &&
        isUnconditional(effect, write),
    );
}

/** Whenever the write happens, the other does. */
function isUnconditional(effect: Effect, write: Effect): boolean {
  return effect.path.every((arm) =>
    write.path.some(
      ({ branch, taken }) => branch === arm.branch && taken === arm.taken,
    ),
  );
}

/** Records that live in the cache alone, by the words of their key. */
function isOwnKind(write: CacheWrite): boolean {
  return piecesOf(write.key).some(
    (piece) => typeof piece === "string" && cacheOnlyKey.test(piece),
  );
}

/** Whether the write happens because the read found nothing. */
function isMissOf(write: Effect, read: Effect): boolean {
  return write.path.some(
    (arm) => arm.test && derivesFrom(arm.test, read, { tests: true }),
  );
}

/**
 * A map of this call alone races with nobody. One of the process is worth a
 * report if something else deletes from it, or refreshes what came from a row.
 */
function isShared(write: CacheWrite, loadKind: LoadKind, flow: Flow): boolean {
  if (write.store.kind === "instance" && !write.store.held) return false;
  return (
    isDeletedElsewhere(write, flow) ||
    (loadKind === "row" && isChangedElsewhere(write, flow, "cache-write"))
  );
}

function isDeletedElsewhere(write: CacheWrite, flow: Flow): boolean {
  return isChangedElsewhere(write, flow, "cache-delete");
}

function isChangedElsewhere(
  write: CacheWrite,
  flow: Flow,
  kind: "cache-delete" | "cache-write",
): boolean {
  const own = new Set<unknown>(flow.effects.map(({ site }) => site.node));
  return flow.module
    .effects()
    .some(
      (effect) =>
        effect.kind === kind &&
        !own.has(effect.site.node) &&
        same(effect.store, write.store) === "yes",
    );
}

function isUnderLock(write: Effect, load: Effect): boolean {
  return write.scopes.some(
    (scope) =>
      scope.kind === "lock" &&
      load.scopes.some((other) => other.id === scope.id),
  );
}
