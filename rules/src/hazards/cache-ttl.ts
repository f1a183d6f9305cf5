/**
 * A copy of database rows that is cached for ever, or for another time than was
 * meant. Every invalidation that is missed once is then missed for good.
 */
import type { Effect, Flow } from "../analysis/effect.ts";
import { shareCall, sourcesOf, valuesIn } from "../analysis/order.ts";
import { isProved } from "../analysis/report-place.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import { same } from "../analysis/same.ts";
import type { Value } from "../analysis/value.ts";
import { piecesOf } from "../analysis/values.ts";
import {
  cacheOnlyKey,
  mint,
  oneTimeKey,
  pointerKey,
  workKey,
} from "../catalog/names.ts";
import type { CacheWrite } from "./cache-keys.ts";
import { withoutEnd } from "./cache-ttl-report.ts";
import { databaseWrite } from "./database-writes.ts";
import type { Hazard } from "./hazard.ts";
import { copyOf, isRecord } from "./copied-row.ts";
import { isHole, sameHole } from "./same-row.ts";
import { isReached, takesOtherArm } from "./settled-tests.ts";
import { ttlUnitFindings } from "./ttl-unit.ts";

export const cacheTtl: Hazard = {
  rule: "require-cache-ttl",
  find: (flow, file) => [
    ...flow.effects
      .flatMap((effect) => keptCopy(effect, flow) ?? [])
      .map(withoutEnd)
      .filter(({ location }) => location.file === file),
    ...ttlUnitFindings(flow, file),
  ],
};

/** `row`: what a query answered. `part`: made of it. `mirror`: also written into a row. `load`: made by a call that was not followed. */
export interface KeptCopy {
  readonly write: CacheWrite;
  readonly source: Effect;
  readonly kind: "row" | "part" | "mirror" | "load";
}

function keptCopy(write: Effect, flow: Flow): KeptCopy | undefined {
  if (write.kind !== "cache-write" || !write.kept) return undefined;
  if (!isProved(write) || isOwnKind(write) || !isReached(write))
    return undefined;
  if (!isRecord(write.value)) return undefined;
  if (isEndedElsewhere(write, flow)) return undefined;
  return copiedRow(write) ?? mirroredRow(write, flow) ?? loaded(write, flow);
}

/** Records that live in the cache alone, by the words of their key; and the name of a version, which outlives its entries. */
function isOwnKind({ key, value }: CacheWrite): boolean {
  const kinds = [cacheOnlyKey, oneTimeKey, workKey];
  if (isHole(value)) kinds.push(pointerKey);
  return piecesOf(key).some(
    (piece) =>
      typeof piece === "string" && kinds.some((kind) => kind.test(piece)),
  );
}

/** An `expire`, or the same write with a time in an arm that may be the one taken. */
function isEndedElsewhere(write: CacheWrite, { effects }: Flow): boolean {
  return effects.some((effect) => {
    if (effect.kind === "cache-expire")
      return same(effect.key, write.key) !== "no";
    return (
      effect.kind === "cache-write" &&
      effect.ttl !== undefined &&
      same(effect.key, write.key) === "yes" &&
      takesOtherArm(effect, write)
    );
  });
}

/** A copy that is made inside the callee is reported there. */
function copiedRow(write: CacheWrite): KeptCopy | undefined {
  const sources = [...sourcesOf(write.value)];
  if (sources.some((source) => shareCall(source, write))) return undefined;
  const source = sources.find((effect) => effect.kind === "row");
  if (!source) return undefined;
  const isWhole = copyOf(write.value, source) === "whole";
  return { write, source, kind: isWhole ? "row" : "part" };
}

/** What is cached is written into a row by the same function. */
function mirroredRow(
  write: CacheWrite,
  { effects }: Flow,
): KeptCopy | undefined {
  const cached = [...valuesIn(write.value)].filter(
    (value) =>
      (value.kind === "parameter" || value.kind === "member") &&
      isHole(value) &&
      isRecord(value),
  );
  const source = effects.find((effect) => {
    if (effect.kind !== "row" || !databaseWrite(effect)) return false;
    if (shareCall(effect, write)) return false;
    return fieldsOf(effect.data).some((field) =>
      cached.some((value) => sameHole(value, field)),
    );
  });
  return source && { write, source, kind: "mirror" };
}

function fieldsOf(data: Value | undefined): readonly Value[] {
  if (data?.kind !== "object") return [];
  return [...data.entries.values(), ...data.spreads];
}

/** Filled after a miss of the same key. */
function loaded(write: CacheWrite, { effects }: Flow): KeptCopy | undefined {
  const isFill = effects.some(
    (effect) =>
      effect.kind === "cache-read" &&
      !shareCall(effect, write) &&
      same(effect.key, write.key) === "yes" &&
      !sourcesOf(write.value).has(effect),
  );
  const source = [...sourcesOf(write.value)].find(
    (effect) => !shareCall(effect, write) && isLoad(effect),
  );
  return isFill && source ? { write, source, kind: "load" } : undefined;
}

/** Anything fetched may change where it came from; what was made here has no other copy. */
function isLoad(effect: Effect): boolean {
  if (effect.kind === "callback-call") return effect.awaited;
  return (
    effect.kind === "opaque" &&
    effect.awaited &&
    !mint.test(calleeName(effect.callee))
  );
}
