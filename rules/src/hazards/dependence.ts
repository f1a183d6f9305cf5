/**
 * How a write depends on a read. Data: what is written is computed from what
 * was read. Control: whether it is written was decided by a state that was
 * read. Mere existence or ownership is no dependence.
 */
import { factsAt } from "../analysis/conditions.ts";
import type { Fact } from "../analysis/conditions.ts";
import type { Effect } from "../analysis/effect.ts";
import { derivesFrom, valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { optionsOf } from "../analysis/values.ts";
import { writtenFields } from "./written-fields.ts";
import type { RowNode } from "./same-row.ts";

export interface Dependence {
  readonly kind: "computed" | "decided";
  /** The field that is computed or that was tested. */
  readonly field?: string;
  readonly value?: Value;
  /** Whether every link is in the text. */
  readonly proved: boolean;
}

export function computedFrom(
  update: RowNode,
  read: RowNode,
): Dependence | undefined {
  for (const [field, value] of writtenFields(update)) {
    if (!derivesFrom(value, read)) continue;
    const how = computation(value, field, read, update);
    if (how)
      return { kind: "computed", field, value, proved: how === "same field" };
  }
  return undefined;
}

/** Arithmetic, merging or rewriting of what was read; a plain copy is none. */
function computation(
  value: Value,
  field: string,
  read: RowNode,
  update: RowNode,
): "same field" | "other field" | undefined {
  let found: "same field" | "other field" | undefined;
  for (const inner of valuesIn(value)) {
    if (!isComputation(inner, update) || !derivesFrom(inner, read)) continue;
    if (readsField(inner, field, read)) return "same field";
    if (inner.kind === "operation" && arithmetic.has(inner.operator))
      found = "other field";
  }
  return found;
}

const arithmetic = new Set(["+", "-", "*", "/", "%"]);
const arrayChanges = new Set(["push", "unshift", "splice", "pop", "shift"]);
/** Mongoose saves these changes of a loaded array as atomic operators. */
const atomicArrayChanges = new Set(["push", "pull", "addToSet", "unshift"]);
const rewrites = new Set([
  "filter",
  "map",
  "concat",
  "slice",
  "toSpliced",
  "flatMap",
  "sort",
  "with",
  "assign",
]);

function isComputation(value: Value, update: RowNode): boolean {
  if (value.kind === "operation") {
    if (update.library === "mongoose" && atomicArrayChanges.has(value.operator))
      return false;
    return arithmetic.has(value.operator) || arrayChanges.has(value.operator);
  }
  if (value.kind === "object")
    return value.spreads.length > 0 || value.base !== undefined;
  if (value.kind === "array") return value.spreads.length > 0;
  if (
    value.kind === "call" &&
    value.callee.kind === "member" &&
    typeof value.callee.property === "string"
  )
    return rewrites.has(value.callee.property);
  return value.kind === "template";
}

/** Whether the computation uses the very field that is written. */
function readsField(value: Value, field: string, read: RowNode): boolean {
  for (const inner of valuesIn(value))
    if (
      inner.kind === "member" &&
      inner.property === field &&
      derivesFrom(inner.object, read)
    )
      return true;
  return false;
}

export function decidedBy(
  update: RowNode,
  read: RowNode,
  after: readonly Effect[],
): Dependence | undefined {
  const written = writtenFields(update);
  for (const fact of factsAt(update)) {
    const tested = testedField(fact, read);
    if (!tested || !isStateLike(tested.field)) continue;
    const value = written.get(tested.field);
    if (value === undefined || fact.operator === "other") continue;
    if (isSettledBy(fact, tested.other, value) && !after.some(isConsequence))
      continue;
    return {
      kind: "decided",
      field: tested.field,
      value,
      proved: after.some(isConsequence),
    };
  }
  return undefined;
}

/** The property of the read row that a fact is about, and what it is compared with. */
function testedField(
  fact: Fact,
  read: RowNode,
): { field: string; other: Value | undefined } | undefined {
  const sides = [
    { side: fact.left, other: fact.right },
    { side: fact.right, other: fact.left },
  ];
  for (const { side, other } of sides) {
    const field = side && fieldOf(side, read);
    if (field !== undefined) return { field, other };
  }
  return undefined;
}

function fieldOf(value: Value, read: RowNode): string | undefined {
  if (value.kind === "call")
    return [value.callee, ...value.args]
      .map((part) => fieldOf(part, read))
      .find((name) => name !== undefined);
  if (value.kind !== "member" || typeof value.property !== "string")
    return undefined;
  return optionsOf(value.object).some((option) => isRow(option, read))
    ? value.property
    : fieldOf(value.object, read);
}

function isRow(value: Value, read: RowNode): boolean {
  if (value.kind === "result") return value.effect === read;
  if (value.kind === "object")
    return value.base !== undefined && isRow(value.base, read);
  if (value.kind === "member")
    return isElement(value.property) && isRow(value.object, read);
  return false;
}

function isElement(property: string | Value): boolean {
  return typeof property !== "string" || /^\d+$/u.test(property);
}

const stateWords =
  /(?:status|state|stage|phase|step|active|enabled|disabled|approved|rejected|banned|paid|processed|completed?|closed|cancel|confirmed|verified|published|archived|deleted|used|claimed|redeemed|consumed|locked|accepted|revoked|expired|reserved|available|sold|At)$/u;

export function isStateLike(field: string): boolean {
  return stateWords.test(field);
}

/**
 * "Already so" before writing the same constant: a second run changes nothing.
 */
function isSettledBy(
  fact: Fact,
  other: Value | undefined,
  written: Value,
): boolean {
  if (fact.operator === "truthy" || fact.operator === "falsy") return true;
  if (fact.operator !== "!==" || !other) return false;
  return (
    other.kind === "constant" &&
    written.kind === "constant" &&
    other.value === written.value
  );
}

/** Something that acts as though the write had won. */
function isConsequence(effect: Effect): boolean {
  if (effect.kind === "row") return effect.operation !== "read";
  return (
    effect.kind === "publish" ||
    effect.kind === "mail" ||
    (effect.kind === "remote" && effect.write)
  );
}
