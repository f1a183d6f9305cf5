/** What recognises a second delivery on the way to an effect. */
import { factsAt } from "../analysis/conditions.ts";
import type { Fact } from "../analysis/conditions.ts";
import type { Arm, Effect, Flow } from "../analysis/effect.ts";
import { sourcesOf } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { markerName } from "../catalog/handler-names.ts";
import { dedupGuard, load, stateColumn } from "../catalog/names.ts";
import {
  endsItsCondition,
  endsReadCondition,
  writesOf,
} from "./ending-conditions.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import { fieldOf, isWhole } from "./answer-parts.ts";
import { isClaimBefore } from "./redelivery-claims.ts";
import { isAbsence } from "./absence.ts";
import type { RowNode } from "./same-row.ts";

export function isRecognisedBefore(
  effect: Effect,
  before: readonly Effect[],
  flow: Flow,
): boolean {
  return (
    factsAt(effect).some((fact) => recognises(fact, flow)) ||
    effect.path.some(isPastClaim) ||
    before.some((other) => isClaimBefore(other, effect, flow)) ||
    (effect.kind === "row" && endsItsCondition(effect)) ||
    isTakenFromQueue(effect, before, flow)
  );
}

/** Early return on a processed marker, a terminal state or a lost claim. */
function recognises(fact: Fact, flow: Flow): boolean {
  if (isVoidTest(fact)) return false;
  const sides = [fact.left, ...(fact.right ? [fact.right] : [])];
  return sides.some((side) =>
    [...sourcesOf(side, { tests: true })].some((source) =>
      isMarker(source, side, fact, flow),
    ),
  );
}

/** `if (id) { if (!(await claim(id))) return; }`: past it, the claim was won wherever there is an id. */
function isPastClaim({ outcome, test }: Arm): boolean {
  if (outcome !== "other" || !test) return false;
  return [...sourcesOf(test, { tests: true })].some(
    (source) => source.kind === "cache-write" && source.condition !== "none",
  );
}

/** `status in ["done"]` asks for an index, so that it never holds. */
function isVoidTest(fact: Fact): boolean {
  const { test } = fact.arm;
  return (
    test?.kind === "operation" &&
    test.operator === "in" &&
    test.operands[1]?.kind === "array"
  );
}

function isMarker(
  source: Effect,
  side: Value,
  fact: Fact,
  flow: Flow,
): boolean {
  switch (source.kind) {
    case "cache-read":
      return isAbsence(fact) || fact.operator === "!==";
    case "cache-write":
      return source.condition !== "none";
    case "cache-change":
    case "cache-script":
    case "dedup":
      return true;
    case "opaque":
      return isNamedMarker(source, side, fact);
    case "row":
      return source.operation === "read"
        ? isReadMarker(source, side, fact, flow)
        : !isTruthOfObject(source, fact) && isWonClaim(source);
    default:
      return false;
  }
}

function isNamedMarker(
  source: Effect & { readonly kind: "opaque" },
  side: Value,
  fact: Fact,
): boolean {
  const name = calleeName(source.callee);
  if (dedupGuard.test(name) || markerName.test(name)) return true;
  if (isWhole(side, source)) return isAbsence(fact) && load.test(name);
  const field = fieldOf(side, source);
  return field !== undefined && isState(field);
}

/** Nothing there yet, a state that this run leaves, or a condition that it ends. */
function isReadMarker(
  source: RowNode,
  side: Value,
  fact: Fact,
  flow: Flow,
): boolean {
  if (isWhole(side, source))
    return isAbsence(fact) || endsReadCondition(source, flow);
  if (tellsCreation(side, source, flow)) return true;
  const field = fieldOf(side, source);
  if (field === undefined) return false;
  return isState(field)
    ? isLeft(field, fact, flow)
    : fact.operator === "truthy" && isTakenOut(side, field, flow);
}

/** `if (shop.settings.draft)`, and the run stores the settings without the draft. */
function isTakenOut(side: Value, field: string, flow: Flow): boolean {
  if (side.kind !== "member" || typeof side.property !== "string") return false;
  const { property } = side;
  return writesOf(field, flow).some((written) => {
    const kept = written.kind === "object" && written.entries.get(property);
    return kept && kept.kind === "constant" && !kept.value;
  });
}

/** `{ row, created: true }` of a get-or-create: the second time the row is there. */
function tellsCreation(side: Value, source: RowNode, flow: Flow): boolean {
  return (
    side.kind === "choice" &&
    side.options.every(({ kind }) => kind === "constant") &&
    side.tests.some((test) => isWhole(test, source)) &&
    flow.effects.some(
      (effect) =>
        effect.kind === "row" &&
        effect.operation === "insert" &&
        sameEntity(effect.entity, source.entity) === "yes",
    )
  );
}

/** Whether this run may write the field so that the test comes out otherwise. */
function isLeft(field: string, fact: Fact, flow: Flow): boolean {
  const writes = writesOf(field, flow);
  if (writes.length === 0) return markerName.test(field) || hasUnfollowed(flow);
  return !(
    fact.operator === "===" &&
    writes.every((written) => isSameConstant(written, fact))
  );
}

/** Project calls that could not be followed may well write it. */
function hasUnfollowed(flow: Flow): boolean {
  return flow.effects.some(
    (effect) =>
      effect.kind === "opaque" &&
      /^(?:update|set|mark|save|complete|finish)/u.test(
        calleeName(effect.callee),
      ),
  );
}

function isSameConstant(written: Value, fact: Fact): boolean {
  return [fact.left, fact.right].some(
    (side) =>
      side?.kind === "constant" &&
      written.kind === "constant" &&
      side.value === written.value,
  );
}

/** `if (!result)`, where the result is an object whatever happened. */
function isTruthOfObject(source: RowNode, { operator, left }: Fact): boolean {
  return (
    source.unmatched === "object" &&
    (operator === "truthy" || operator === "falsy") &&
    left.kind === "result" &&
    left.effect === source
  );
}

/** An update, delete or insert whose answer tells whether this run was the one. */
function isWonClaim(source: RowNode): boolean {
  if (source.operation === "delete") return true;
  if (source.operation === "insert" || source.operation === "upsert")
    return source.conflict !== "none" || source.operation === "upsert";
  return endsItsCondition(source);
}

/** Work picked by a condition that this run ends: `where: { status: "due" }`, later `status: "sent"`. */
function isTakenFromQueue(
  effect: Effect,
  before: readonly Effect[],
  flow: Flow,
): boolean {
  if (!effect.scopes.some(({ kind }) => kind === "loop" || kind === "parallel"))
    return false;
  return before.some(
    (other) =>
      other.kind === "row" &&
      other.operation === "read" &&
      other.many &&
      endsReadCondition(other, flow),
  );
}

function isState(field: string): boolean {
  return stateColumn.test(field) || markerName.test(field);
}
