/** What recognises a second delivery before an effect, on the way to that effect. */
import { factsAt } from "../analysis/conditions.ts";
import type { Fact } from "../analysis/conditions.ts";
import type { Effect, Flow } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { isStateLike } from "./dependence.ts";
import { isFromMessage } from "./repeated-effects.ts";

export function isRecognisedBefore(
  effect: Effect,
  before: readonly Effect[],
  flow: Flow,
): boolean {
  return (
    factsAt(effect).some((fact) => recognises(fact, flow)) ||
    before.some((other) => isClaim(other, effect, flow)) ||
    hasConditionThatEnds(effect)
  );
}

/** Early return on a processed marker or terminal state, read by a key of the message. */
function recognises(fact: Fact, flow: Flow): boolean {
  const sides = [fact.left, ...(fact.right ? [fact.right] : [])];
  return sides.some((side) =>
    [...sourcesOf(side, { tests: true })].some((source) =>
      isMarker(source, side, fact, flow),
    ),
  );
}

const markerNames =
  /processed|already|handled|duplicate|dedup|idempot|seen|exists|claim|sent|lock|acquire|once/iu;

function isMarker(
  source: Effect,
  side: Value,
  fact: Fact,
  flow: Flow,
): boolean {
  if (
    source.kind === "cache-read" ||
    (source.kind === "cache-write" && source.condition !== "none")
  )
    return true;
  if (source.kind === "cache-change") return true;
  if (source.kind === "opaque")
    return markerNames.test(calleeName(source.callee));
  if (source.kind !== "row") return false;
  if (source.operation !== "read")
    return comparesState(source) || source.conflict === "ignore";
  return (
    isAbsence(fact) ||
    testsState(side, source) ||
    (source.where !== undefined &&
      markerNames.test([...namesOf(source)].join(" ")) &&
      isFromMessage(source.where, flow))
  );
}

/** Goes on only if nothing was found: the first delivery leaves a row behind. */
function isAbsence(fact: Fact): boolean {
  return (
    fact.operator === "falsy" ||
    (fact.operator === "===" &&
      fact.right?.kind === "constant" &&
      (fact.right.value == null || fact.right.value === 0))
  );
}

function testsState(side: Value, source: Effect): boolean {
  for (const value of valuesIn(side, { tests: true }))
    if (
      value.kind === "member" &&
      typeof value.property === "string" &&
      isStateLike(value.property) &&
      sourcesOf(value.object).has(source)
    )
      return true;
  return false;
}

/** An update or delete whose condition stops matching once it is done, with its count looked at. */
function comparesState(source: Effect & { readonly kind: "row" }): boolean {
  const names = namesOf(source);
  return [...names].some(isStateLike) || source.operation === "delete";
}

function namesOf(
  source: Effect & { readonly kind: "row" },
): ReadonlySet<string> {
  const names = new Set<string>();
  if (!source.where) return names;
  for (const value of valuesIn(source.where)) {
    if (value.kind === "object")
      for (const name of value.entries.keys()) names.add(name);
    if (value.kind === "member" && typeof value.property === "string")
      names.add(value.property);
  }
  return names;
}

/** A unique insert of the message's key earlier in the same transaction throws on a duplicate. */
function isClaim(other: Effect, effect: Effect, flow: Flow): boolean {
  if (other.kind !== "row" || other.operation !== "insert") return false;
  const sharesTransaction = other.scopes.some(
    (scope) =>
      scope.kind === "transaction" &&
      effect.scopes.some(({ id }) => id === scope.id),
  );
  if (!sharesTransaction || other.data?.kind !== "object") return false;
  return [...other.data.entries].some(
    ([name, value]) =>
      /(?:event|message|delivery|idempotency|dedup)\w*(?:id|key)$|^id$/iu.test(
        name,
      ) && isFromMessage(value, flow),
  );
}

/** `where: { id, status: "pending" }, data: { status: "done", count: { increment } }`. */
function hasConditionThatEnds(effect: Effect): boolean {
  if (effect.kind !== "row" || !effect.where || !effect.data) return false;
  const where = namesOf(effect);
  for (const value of valuesIn(effect.data))
    if (value.kind === "object")
      for (const name of value.entries.keys())
        if (isStateLike(name) && where.has(name)) return true;
  return false;
}
