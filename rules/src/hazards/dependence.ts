/**
 * How a write depends on a read. Data: what is written is computed from what
 * was read. Control: whether it is written was decided by a state that was
 * read (`decided-by.ts`). Mere existence or ownership is no dependence.
 */
import type { Effect } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { versionColumn } from "../catalog/names.ts";
import { selectedColumns } from "../peers/held-rows.ts";
import { isArrayGuarded } from "./document-versions.ts";
import { isMadeOf, partsMadeOf } from "./made-of.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { RowNode } from "./same-row.ts";
import { writtenFields } from "./written-fields.ts";

export interface Dependence {
  readonly kind: "computed" | "decided" | "numbered";
  /** The field that is computed or that was tested. */
  readonly field?: string;
  readonly value?: Value;
  /** The state that the row was tested to be in. */
  readonly expected?: Value;
  /** Where a second run stores the same state: the one thing it does again, if that only tells or is refused. */
  readonly again?: Effect;
  /** Whether every link is in the text. */
  readonly proved: boolean;
}

export function computedFrom(
  update: RowNode,
  read: RowNode,
): Dependence | undefined {
  let found: Dependence | undefined;
  for (const [field, value] of writtenFields(update)) {
    if (!isMadeOf(value, read) || isLeftOut(field, read)) continue;
    const how = computation(value, field, read, update);
    const isProved = how === "same field";
    if (isProved && !versionColumn.test(field))
      return { kind: "computed", field, value, proved: true };
    if (isProved && !found?.proved)
      found = { kind: "computed", field, value, proved: true };
    else if (how) found ??= { kind: "computed", field, value, proved: false };
  }
  return found;
}

/** A field that was not selected was not read. */
function isLeftOut(field: string, read: RowNode): boolean {
  const columns = selectedColumns(read.call);
  return columns !== undefined && !columns.includes(field);
}

/** Arithmetic, merging or rewriting of what was read; a plain copy is none. */
function computation(
  value: Value,
  field: string,
  read: RowNode,
  update: RowNode,
): "same field" | "other field" | undefined {
  const seen = new Set(partsMadeOf(value, read, { answers: false }));
  let found: "other field" | undefined;
  for (const inner of partsMadeOf(value, read)) {
    const kind = computationKind(inner, update);
    if (!kind || (kind === "array" && isArrayGuarded(update, read))) continue;
    if (readsField(inner, field, read)) {
      if (seen.has(inner)) return "same field";
      found = "other field";
    }
    if (kind === "number" && counterWords.test(field) && isTally(inner, read))
      found = "other field";
  }
  return found;
}

type Computation = "number" | "array" | "object";

const arithmetic = new Set(["+", "-", "*", "/", "%", "**"]);
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
]);
const merges =
  /^(?:(?:deep|shallow)?merge\w*|assign|extend|defaults(?:Deep)?|append\w*|union\w*|without|omit\w*|uniq\w*|add\w*|remove\w*|concat\w*|with[A-Z]\w*|set(?:In|With|Path)|upsert\w*)$/u;
const roundings = new Set(["max", "min"]);

function computationKind(
  value: Value,
  update: RowNode,
): Computation | undefined {
  if (value.kind === "operation") {
    if (arithmetic.has(value.operator)) return "number";
    const isAtomic =
      update.library === "mongoose" && atomicArrayChanges.has(value.operator);
    return arrayChanges.has(value.operator) && !isAtomic ? "array" : undefined;
  }
  if (value.kind === "object") return objectKind(value, update);
  if (value.kind === "array")
    return value.spreads.length > 0 ? "array" : undefined;
  if (value.kind === "template")
    return isAddition(value) ? "object" : undefined;
  return value.kind === "call" ? callKind(value) : undefined;
}

/** What was there and something new; a path set on a Mongoose document is saved as that path alone. */
function objectKind(
  { base, entries, spreads }: Value & { kind: "object" },
  update: RowNode,
): "object" | undefined {
  if (base && !(update.library === "mongoose" && update.operation === "save"))
    return entries.size > 0 ? "object" : undefined;
  const added = entries.size > 0 ? 1 : 0;
  return spreads.length > 0 && spreads.length + added > 1
    ? "object"
    : undefined;
}

/** Text put together from the old text and something given; what code adds by itself is no request's change. */
function isAddition(text: Value & { kind: "template" }): boolean {
  const holes = text.parts.filter((part) => typeof part !== "string");
  return holes.length > 1 && holes.some(isGiven);
}

function isGiven(hole: Value): boolean {
  const parts = [...valuesIn(hole)];
  return (
    parts.some((part) => part.kind === "parameter") &&
    !parts.some((part) => part.kind === "result" && part.effect.kind === "row")
  );
}

function callKind(value: Value & { kind: "call" }): Computation | undefined {
  const name = calleeName(value.callee);
  if (roundings.has(name) && value.args.length > 1) return "number";
  if (rewrites.has(name) && value.callee.kind === "member") return "array";
  return merges.test(name) && value.args.length > 1 ? "object" : undefined;
}

/** Whether the computation uses the very field that is written: of the row, or of what was made of the whole row. */
function readsField(value: Value, field: string, read: RowNode): boolean {
  return partsMadeOf(value, read).some(
    (inner) =>
      inner.kind === "member" &&
      inner.property === field &&
      holdsRow(inner.object, read, 0),
  );
}

const maxDepth = 6;

function holdsRow(value: Value, read: RowNode, depth: number): boolean {
  if (depth > maxDepth) return false;
  if (isRowOf(value, read)) return true;
  const inside = (part: Value) => holdsRow(part, read, depth + 1);
  switch (value.kind) {
    case "choice":
      return value.options.some(inside);
    case "array":
      return [...value.items, ...value.spreads].some(inside);
    case "object":
      return [...(value.base ? [value.base] : []), ...value.spreads].some(
        inside,
      );
    case "operation":
      return value.operands.some(inside);
    case "call":
      return [receiverOf(value.callee), ...value.args].some(inside);
    case "result":
      return value.effect.kind === "opaque"
        ? [receiverOf(value.effect.callee), ...value.effect.args].some(inside)
        : false;
    case "member":
      return typeof value.property !== "string" && inside(value.object);
    default:
      return false;
  }
}

function receiverOf(callee: Value): Value {
  return callee.kind === "member" ? callee.object : callee;
}

/** A sum over what hangs on the row, or of counters of it: stale as soon as one of them changes. */
function isTally(value: Value, read: RowNode): boolean {
  if (value.kind !== "operation") return false;
  return partsMadeOf(value, read).some(
    (inner) =>
      inner.kind === "member" &&
      typeof inner.property === "string" &&
      counterWords.test(inner.property) &&
      isRowOf(inner.object, read),
  );
}

const counterWords =
  /(?:count|total|sum|balance|amount|quantity|qty|stock|items|points?|credits?|usage|used|score|rating|length|remaining|spent|earned)$/iu;

const stateWords =
  /(?:status|state|stage|phase|step|active|enabled|disabled|approved|rejected|banned|paid|processed|completed?|closed|cancel|cancell?ed|confirmed|verified|published|archived|deleted|used|claimed|redeemed|consumed|locked|accepted|declined|revoked|expired|reserved|available|sold|shipped|delivered|refunded|settled|resolved|At|_at)$/iu;

export function isStateLike(field: string): boolean {
  return stateWords.test(field);
}
