/** Markers that say something was done before: where they are looked at, and where they are set. */
import type { Fact } from "../analysis/conditions.ts";
import type { Effect } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import { same } from "../analysis/same.ts";
import type { Value } from "../analysis/value.ts";
import { markerWord } from "../catalog/idempotency-names.ts";
import { stateColumn } from "../catalog/names.ts";
import { isAbsence } from "./absence.ts";
import { isWhole } from "./answer-parts.ts";
import { lastNameOf } from "./call-names.ts";
import { entityName, sameEntity } from "../analysis/entity-name.ts";
import type { RowNode } from "./same-row.ts";

export type MarkerCheck = (Effect & { readonly kind: "cache-read" }) | RowNode;

/** The fact says that the marker was not there, or not in its final state. */
export function isMarkerCheck(
  effect: Effect,
  fact: Fact,
): effect is MarkerCheck {
  if (effect.kind === "cache-read")
    return !effect.inProcess && isAbsence(fact) && isWhole(fact.left, effect);
  if (effect.kind !== "row" || effect.operation !== "read" || effect.many)
    return false;
  if (!markerWord.test(entityName(effect.entity) ?? "")) return false;
  return (
    (isAbsence(fact) && isWhole(fact.left, effect)) ||
    (fact.operator === "!==" && isState(fact.left))
  );
}

function isState(value: Value): boolean {
  return (
    value.kind === "member" &&
    typeof value.property === "string" &&
    stateColumn.test(value.property)
  );
}

const memberCalls = /^(?:sadd|zadd|hset|hmset)$/iu;

/** Sets the marker that was looked at, whether or not somebody else has. */
export function isSetting(effect: Effect, check: MarkerCheck): boolean {
  if (check.kind === "row") return setsRow(effect, check);
  if (effect.kind === "cache-write")
    return (
      effect.condition === "none" &&
      same(effect.key, check.key) === "yes" &&
      isMarker(effect.value, check)
    );
  return (
    effect.kind === "cache-change" &&
    memberCalls.test(lastNameOf(effect.site.text)) &&
    same(effect.key, check.key) === "yes"
  );
}

function setsRow(effect: Effect, check: RowNode): boolean {
  return (
    effect.kind === "row" &&
    (effect.operation === "insert" ||
      effect.operation === "update" ||
      effect.operation === "save") &&
    effect.conflict === "none" &&
    sameEntity(effect.entity, check.entity) === "yes" &&
    !effect.path.some(({ outcome }) => outcome === "caught")
  );
}

/** A constant, a time, an id; a loaded record would be a copy, and no marker. */
function isMarker(
  value: Value,
  check: Effect & { kind: "cache-read" },
): boolean {
  if (/^(?:exists|sismember|has)$/iu.test(lastNameOf(check.site.text)))
    return true;
  if (value.kind === "constant") return true;
  const parts = [...valuesIn(value)];
  const isLoaded = parts.some(
    ({ kind }) => kind === "result" || kind === "object",
  );
  return !isLoaded && parts.length < maxMarkerParts;
}

const maxMarkerParts = 12;
