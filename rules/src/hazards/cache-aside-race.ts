/**
 * The cache-aside race: a value is loaded after a miss and written to the cache
 * later, unconditionally. An update and its invalidation can fall in between;
 * then the old value comes back.
 */
import { describe } from "../analysis/describe.ts";
import type { Effect, Flow, FlowModule } from "../analysis/effect.ts";
import {
  derivesFrom,
  effectsBefore,
  shareCall,
  sourcesOf,
} from "../analysis/order.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Value } from "../analysis/value.ts";
import { partsOf, piecesOf, same } from "../analysis/values.ts";
import type { Answer } from "../analysis/values.ts";
import type { Assumption, Finding } from "../finding.ts";
import { leaseFill } from "../fixes/lease-fill.ts";
import type { Hazard } from "./hazard.ts";
import { loadKindOf } from "./loads.ts";
import type { LoadKind } from "./loads.ts";

type CacheRead = Effect & { readonly kind: "cache-read" };
type CacheWrite = Effect & { readonly kind: "cache-write" };

interface Race {
  readonly read: CacheRead;
  readonly load: Effect;
  readonly loadKind: LoadKind;
  readonly write: CacheWrite;
  readonly sameKey: Answer;
  /** The fill stands under a lock that no invalidation is known to take. */
  readonly fillLock: boolean;
}

export const cacheAsideRace: Hazard = {
  rule: "no-cache-aside-race",
  find: (flow, file) =>
    racesIn(flow)
      .map((race) => findingOf(race, flow.module))
      .filter(({ location }) => location.file === file),
};

function racesIn(flow: Flow): readonly Race[] {
  const races: Race[] = [];
  for (const effect of flow.effects) {
    if (effect.kind !== "cache-write" || !canOverwrite(effect, flow)) continue;
    const race = raceOf(effect, flow);
    if (
      race &&
      !races.some(({ write }) => callSite(write).node === callSite(effect).node)
    )
      races.push(race);
  }
  return races;
}

/** `NX` helps while writers write through; after a delete the key is absent, and the old value goes in. */
function canOverwrite(write: CacheWrite, flow: Flow): boolean {
  if (write.condition !== "absent") return write.condition === "none";
  return flow.module
    .effects()
    .some(
      (effect) =>
        effect.kind === "cache-delete" && haveSameForm(effect.key, write.key),
    );
}

/** Keys of two functions: the same literal pieces around holes that cannot be compared. */
function haveSameForm(left: Value, right: Value): boolean {
  const a = piecesOf(left);
  const b = piecesOf(right);
  const isLiteral = a.some((piece) => typeof piece === "string");
  return (
    isLiteral &&
    a.length === b.length &&
    a.every((piece, index) => {
      const other = b[index];
      return typeof piece === "string" || typeof other === "string"
        ? piece === other
        : true;
    })
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
    if (!found || isGuardedByGeneration(write, found.load, before)) continue;
    if (shareCall(read, write)) {
      if (sameKey === "yes") return undefined;
      continue;
    }
    if (write.inProcess && !isShared(write, found.loadKind, flow)) continue;
    return {
      read,
      ...found,
      write,
      sameKey,
      fillLock: isUnderLock(write, found.load),
    };
  }
  return undefined;
}

/** The source of truth's answer that the written value is made of. */
function loadFor(
  write: CacheWrite,
  read: CacheRead,
  before: readonly Effect[],
  sources: ReadonlySet<Effect>,
): { readonly load: Effect; readonly loadKind: LoadKind } | undefined {
  const candidates = before.filter(
    (effect) => effect !== read && sources.has(effect),
  );
  const ranked = candidates
    .map((load) => ({ load, loadKind: loadKindOf(load, write) }))
    .filter(({ loadKind }) => loadKind !== "none");
  const isOwnState =
    sources.has(read) && !ranked.some(({ loadKind }) => loadKind === "row");
  if (isOwnState && !isFallback(write.value, read)) return undefined;
  return (
    ranked.find(({ loadKind }) => loadKind === "row") ??
    ranked.at(-1) ??
    decidingLoad(write, read, before)
  );
}

/** `hit ?? loaded`: the cached value is an alternative, not an ingredient. */
function isFallback(value: Value, read: Effect): boolean {
  const options = value.kind === "choice" ? value.options : partsOf(value);
  return options.some((option) => !derivesFrom(option, read));
}

/**
 * The load only decided what is written: "nothing found" as a constant, or one
 * of several ready values.
 */
function decidingLoad(
  write: CacheWrite,
  read: CacheRead,
  before: readonly Effect[],
): { readonly load: Effect; readonly loadKind: LoadKind } | undefined {
  const isConstant = write.value.kind === "constant";
  const tests = isConstant
    ? write.path.flatMap((arm) => (arm.test ? [arm.test] : []))
    : [write.value];
  const candidates = before
    .slice(before.indexOf(read) + 1)
    .map((load) => ({ load, loadKind: loadKindOf(load, write) }));
  return candidates.findLast(({ load, loadKind }) => {
    if (loadKind === "none" || (isConstant && loadKind !== "row")) return false;
    return tests.some((test) => derivesFrom(test, load, { tests: true }));
  });
}

/** Whether the write happens because the read found nothing. */
function isMissOf(write: Effect, read: Effect): boolean {
  return write.path.some(
    (arm) => arm.test && derivesFrom(arm.test, read, { tests: true }),
  );
}

function sameStore(left: Value, right: Value): Answer {
  if (
    left.kind === "instance" &&
    right.kind === "instance" &&
    left.name !== right.name &&
    left.of.kind === "external" &&
    right.of.kind === "external" &&
    left.of.module !== right.of.module
  )
    return "no";
  return same(left, right);
}

function keysMatch(read: CacheRead, write: CacheWrite): Answer {
  const fields =
    read.field && write.field
      ? same(read.field, write.field)
      : read.field || write.field
        ? "unknown"
        : "yes";
  const keys = sameUpToGeneration(read.key, write.key);
  if (keys === "no" || fields === "no") return "no";
  return keys === "yes" && fields === "yes" ? "yes" : "unknown";
}

/** Two readings of one counter in a key name different generations of the same thing. */
function sameUpToGeneration(left: Value, right: Value): Answer {
  const answer = same(left, right);
  if (answer !== "unknown") return answer;
  const a = piecesOf(left);
  const b = piecesOf(right);
  if (a.length !== b.length) return "unknown";
  const pieces = a.map((piece, index): Answer => {
    const other = b[index];
    if (other === undefined) return "unknown";
    if (typeof piece === "string" && typeof other === "string")
      return piece === other ? "yes" : "no";
    if (typeof piece === "string" || typeof other === "string")
      return "unknown";
    return same(piece, other);
  });
  return pieces.includes("no") ? "no" : "unknown";
}

/**
 * The key carries a generation that was read before the load: a late write
 * lands on a dead key. A generation says nothing of the value itself.
 */
function isGuardedByGeneration(
  write: CacheWrite,
  load: Effect,
  before: readonly Effect[],
): boolean {
  const loadAt = before.indexOf(load);
  const ingredients = sourcesOf(write.value);
  return [...sourcesOf(write.key)].some((source) => {
    const isCounter =
      source.kind === "cache-read" || source.kind === "cache-change";
    return (
      isCounter && !ingredients.has(source) && before.indexOf(source) < loadAt
    );
  });
}

/**
 * A map of this call alone races with nobody. One of the process is worth a
 * report if something else deletes from it, or refreshes what came from a row.
 */
function isShared(write: CacheWrite, loadKind: LoadKind, flow: Flow): boolean {
  if (write.store.kind === "instance" && !write.store.held) return false;
  const own = new Set<unknown>(flow.effects.map(({ site }) => site.node));
  return flow.module.effects().some((effect) => {
    const isChange =
      effect.kind === "cache-delete" ||
      (effect.kind === "cache-write" && loadKind === "row");
    return (
      isChange &&
      !own.has(effect.site.node) &&
      same(effect.store, write.store) === "yes"
    );
  });
}

function isUnderLock(write: Effect, load: Effect): boolean {
  return write.scopes.some(
    (scope) =>
      scope.kind === "lock" &&
      load.scopes.some((other) => other.id === scope.id),
  );
}

function findingOf(race: Race, module: FlowModule): Finding {
  const { read, load, write } = race;
  const key = describe(write.key);
  const certain =
    race.sameKey === "yes" &&
    race.loadKind === "row" &&
    !race.fillLock &&
    isProved(read, load, write);
  const site = callSite(write);
  return {
    rule: "no-cache-aside-race",
    certainty: certain ? "certain" : "possible",
    message: `\`${site.text}\` stores a value that \`${load.site.text}\` loaded earlier: an update and its invalidation can fall in between, and then the old value comes back under ${quoted(key)}. Store it only if nothing was invalidated since the miss: take a lease token on the miss, or set only a newer version over a versioned tombstone.`,
    location: locationOf(site),
    steps: [
      stepAt(read, "reader", `\`${read.site.text}\` finds nothing`, key),
      stepAt(
        load,
        "reader",
        `\`${load.site.text}\` reads the current value`,
        describeTarget(load),
        "the reader holds the old value",
      ),
      stepElsewhere(
        "writer",
        "any request that updates this row commits its change",
        describeTarget(load),
        "the database holds the new value",
      ),
      stepElsewhere(
        "writer",
        "the same request deletes the key, which is not there",
        key,
        "the cache is empty",
      ),
      stepAt(
        write,
        "reader",
        `\`${write.site.text}\` stores the value it holds`,
        key,
        "the cache holds the old value",
      ),
    ],
    model: {
      protocol: "cache-aside-delete",
      tasks: [
        {
          actor: "reader",
          operations: [
            { op: "cache.get", into: "hit" },
            { op: "row.read", into: "row" },
            { op: "cache.set", from: "row" },
          ],
        },
        {
          actor: "writer",
          operations: [{ op: "row.write", from: null }, { op: "cache.delete" }],
        },
      ],
      invariant: "the cache is empty or holds what the database holds",
    },
    assumptions: assumptionsOf(race),
    fixes: race.sameKey === "yes" ? leaseFill(race, module) : [],
  };
}

function quoted(text: string): string {
  return text.startsWith("`") || text.startsWith('"') ? text : `\`${text}\``;
}

function describeTarget(load: Effect): string {
  return load.kind === "row" ? describe(load.entity) : load.site.text;
}

function assumptionsOf({
  read,
  load,
  loadKind,
  write,
  sameKey,
  fillLock,
}: Race): readonly Assumption[] {
  const list: Assumption[] = [];
  for (const effect of new Set([read, write]))
    if (effect.evidence.by === "name")
      list.push({
        text: `\`${effect.evidence.name}\` is a cache, judged by its name.`,
        setting: "stores",
      });
  if (loadKind !== "row")
    list.push({
      text: `\`${load.site.text}\` reads data that can change, judged by its name and place.`,
      setting: "stores",
    });
  if (sameKey !== "yes")
    list.push({
      text: "The read and the write use the same key; the text does not prove it.",
    });
  if (fillLock)
    list.push({
      text: "No invalidation takes the lock that guards this fill.",
    });
  list.push({
    text: "Something updates this data and deletes the key; who does was not looked for.",
  });
  return list;
}
