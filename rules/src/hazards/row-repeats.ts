/** Writes that a second delivery adds to: counters, lists, new rows. */
import type { Flow } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { outsideKeyColumn } from "../catalog/handler-names.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import type { Repeat } from "./repeat.ts";
import type { RowNode } from "./same-row.ts";
import { isStable } from "./stable-keys.ts";

export function rowRepeat(effect: RowNode, flow: Flow): Repeat | undefined {
  if (effect.operation === "change" || isIncrement(effect))
    return { what: "adds to a counter", kind: "counter", proved: true };
  if (isArithmetic(effect))
    return { what: "adds to a loaded number", kind: "counter", proved: true };
  if (
    effect.operation === "insert" ||
    (effect.operation === "save" && isNewRow(effect))
  )
    return effect.conflict === "none" && !hasOwnKey(effect, flow)
      ? { what: "inserts a row", kind: "insert", proved: false }
      : undefined;
  return undefined;
}

const incrementKeys = new Set([
  "increment",
  "decrement",
  "$inc",
  "$push",
  "multiply",
]);

function isIncrement(effect: RowNode): boolean {
  if (effect.operation !== "update" && effect.operation !== "upsert")
    return false;
  const data = effect.update ?? effect.data;
  return (
    data !== undefined &&
    fieldsIn(data).some(([name]) => incrementKeys.has(name))
  );
}

/** `stock: product.stock - 1`, with the product loaded in this run. */
function isArithmetic(effect: RowNode): boolean {
  if (effect.operation !== "update" && effect.operation !== "save")
    return false;
  const { data } = effect;
  return (
    data !== undefined &&
    fieldsIn(data).some(
      ([name, value]) =>
        value.kind === "operation" &&
        (value.operator === "+" || value.operator === "-") &&
        value.operands.some((operand) => isOwnField(operand, name, effect)),
    )
  );
}

function isOwnField(value: Value, name: string, effect: RowNode): boolean {
  if (value.kind === "operation" || value.kind === "choice") {
    const parts = value.kind === "choice" ? value.options : value.operands;
    return parts.some((part) => isOwnField(part, name, effect));
  }
  if (value.kind === "call")
    return value.args.some((arg) => isOwnField(arg, name, effect));
  if (value.kind !== "member" || value.property !== name) return false;
  for (const inner of valuesIn(value.object))
    if (
      inner.kind === "result" &&
      inner.effect.kind === "row" &&
      inner.effect.operation === "read" &&
      sameEntity(inner.effect.entity, effect.entity) !== "no"
    )
      return true;
  return false;
}

function isNewRow(effect: RowNode): boolean {
  const { data } = effect;
  return (
    data?.kind === "call" ||
    data?.kind === "instance" ||
    (data?.kind === "object" && !data.base && !data.entries.has("id"))
  );
}

/** A column that is a key by its name comes from the message: a duplicate is refused. */
function hasOwnKey(effect: RowNode, flow: Flow): boolean {
  const { data } = effect;
  if (!data) return false;
  return rowsIn(data, 0).some(
    ([name, value]) =>
      (/^_?id$/u.test(name) || outsideKeyColumn.test(name)) &&
      isGiven(value) &&
      isStable(value, effect, flow),
  );
}

/** Something that came in, not a constant. */
function isGiven(value: Value): boolean {
  for (const inner of valuesIn(value))
    if (inner.kind === "parameter" || inner.kind === "result") return true;
  return false;
}

const maxDepth = 4;

/** The columns of the rows that are inserted, not those of objects inside them. */
function rowsIn(
  data: Value,
  depth: number,
): readonly (readonly [string, Value])[] {
  if (depth > maxDepth) return [];
  const inside = (values: readonly Value[]) =>
    values.flatMap((value) => rowsIn(value, depth + 1));
  switch (data.kind) {
    case "object":
      return [
        ...data.entries,
        ...inside(data.spreads),
        ...(data.base ? inside([data.base]) : []),
      ];
    case "array":
      return inside([...data.items, ...data.spreads]);
    case "call":
      return inside(data.args);
    case "instance":
      return inside(data.args ?? []);
    case "choice":
      return inside(data.options);
    default:
      return [];
  }
}

function fieldsIn(data: Value): readonly (readonly [string, Value])[] {
  const fields: (readonly [string, Value])[] = [];
  for (const value of valuesIn(data)) {
    if (value.kind === "object") fields.push(...value.entries);
    if (value.kind === "instance")
      for (const arg of value.args ?? [])
        if (arg.kind === "object") fields.push(...arg.entries);
  }
  return fields;
}
