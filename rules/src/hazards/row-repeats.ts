/** Writes that a second delivery adds to: counters, lists, new rows. */
import type { Flow } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { outsideKeyColumn } from "../catalog/handler-names.ts";
import { uniquenessOf } from "../schema/table.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import { isNewRow, rowsIn } from "./inserted-rows.ts";
import type { Repeat } from "./repeat.ts";
import type { RowNode } from "./same-row.ts";
import { isStable } from "./stable-keys.ts";

export function rowRepeat(effect: RowNode, flow: Flow): Repeat | undefined {
  if (effect.operation === "change" || writesBy(effect, incrementKeys))
    return { what: "adds to a counter", kind: "counter", proved: true };
  if (isArithmetic(effect))
    return { what: "adds to a loaded number", kind: "counter", proved: true };
  if (writesBy(effect, listKeys))
    return { what: "adds to a list", kind: "list", proved: true };
  if (
    effect.operation === "insert" ||
    (effect.operation === "save" && isNewRow(effect))
  )
    return effect.conflict === "none" && !hasOwnKey(effect, flow)
      ? { what: "inserts a row", kind: "insert", proved: false }
      : undefined;
  return undefined;
}

const incrementKeys = new Set(["increment", "decrement", "$inc", "multiply"]);
const listKeys = new Set(["$push"]);

function writesBy(effect: RowNode, operators: ReadonlySet<string>): boolean {
  if (effect.operation !== "update" && effect.operation !== "upsert")
    return false;
  const data = effect.update ?? effect.data;
  return (
    data !== undefined && fieldsIn(data).some(([name]) => operators.has(name))
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

/** The message's own values stand under a unique key, by the schema or, where that is not known, by a name. */
function hasOwnKey(effect: RowNode, flow: Flow): boolean {
  const { data } = effect;
  if (!data) return false;
  const given = rowsIn(data)
    .filter(
      ([, value]) =>
        isGiven(value) &&
        isStable(value, effect, flow) &&
        !isCountedOn(value, effect),
    )
    .map(([name]) => name);
  const keys = given.filter(
    (name) => /^_?id$/u.test(name) || outsideKeyColumn.test(name),
  );
  const table = flow.module.table(effect);
  if (uniquenessOf(table, given) === "unique") return true;
  return keys.some((name) => uniquenessOf(table, [name]) !== "not unique");
}

/** Made of the same table's rows, it is another one when the first delivery has inserted. */
function isCountedOn(value: Value, effect: RowNode): boolean {
  return [...sourcesOf(value)].some(
    (source) =>
      source.kind === "row" &&
      sameEntity(source.entity, effect.entity) === "yes",
  );
}

/** Something that came in, not a constant. */
function isGiven(value: Value): boolean {
  for (const inner of valuesIn(value))
    if (inner.kind === "parameter" || inner.kind === "result") return true;
  return false;
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
