/** Whether a read and a write work on the same row. */
import type { Effect } from "../analysis/effect.ts";
import { derivesFrom, valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { same } from "../analysis/values.ts";
import type { Answer } from "../analysis/values.ts";

export type RowNode = Effect & { readonly kind: "row" };

/** Same entity, and the written row is picked by the read one or by the same key. */
export function isSameRow(read: RowNode, update: RowNode): Answer {
  const entity = sameEntity(read.entity, update.entity);
  if (entity === "no") return "no";
  const key = sameKey(read, update);
  if (key === "yes") return entity;
  return key === "no" ? "no" : entity === "yes" ? "unknown" : "no";
}

/** Entities are told apart by name, however they are written. */
export function sameEntity(left: Value, right: Value): Answer {
  const a = entityName(left);
  const b = entityName(right);
  if (a === undefined || b === undefined)
    return same(left, right) === "yes" ? "yes" : "unknown";
  return a === b ? "yes" : "no";
}

export function entityName(value: Value): string | undefined {
  switch (value.kind) {
    case "constant":
      return typeof value.value === "string"
        ? value.value.toLowerCase()
        : undefined;
    case "class":
      return value.facts.name.toLowerCase();
    case "external":
      return value.path
        .filter((name) => name !== "default")
        .at(-1)
        ?.toLowerCase();
    case "member":
      if (value.property === "name") return entityName(value.object);
      return typeof value.property === "string"
        ? value.property.toLowerCase()
        : undefined;
    case "call": {
      const [first] = value.args;
      return first ? entityName(first) : undefined;
    }
    case "instance":
      return entityName(value.of);
    default:
      return undefined;
  }
}

function sameKey(read: RowNode, update: RowNode): Answer {
  if (
    isLoadedRow(update.client, read) ||
    (update.data && isLoadedRow(update.data, read))
  )
    return "yes";
  if (update.where && derivesFrom(update.where, read)) return "yes";
  if (!update.where) return update.operation === "save" ? "no" : "unknown";
  if (!read.where) return read.many ? "unknown" : "no";
  return sharesHole(read.where, update.where) ? "yes" : "no";
}

/** `row.save()` and `save(row)`: the row itself, perhaps with properties set. */
function isLoadedRow(value: Value, read: RowNode): boolean {
  if (value.kind === "result") return value.effect === read;
  if (value.kind === "choice")
    return value.options.some((option) => isLoadedRow(option, read));
  if (value.kind === "member") return isLoadedRow(value.object, read);
  if (value.kind === "object")
    return (
      (value.base !== undefined && isLoadedRow(value.base, read)) ||
      value.spreads.some((spread) => isLoadedRow(spread, read))
    );
  return false;
}

/** The same key goes into both conditions. */
function sharesHole(left: Value, right: Value): boolean {
  const keys = [...valuesIn(left)].filter(isKey);
  return [...valuesIn(right)]
    .filter(isKey)
    .some((value) => keys.some((key) => same(key, value) === "yes"));
}

function isKey(value: Value): boolean {
  return (
    value.kind === "parameter" ||
    (value.kind === "member" && isRequestPart(value)) ||
    value.kind === "result"
  );
}

function isRequestPart(value: Value): boolean {
  if (value.kind === "member") return isRequestPart(value.object);
  return (
    value.kind === "parameter" ||
    value.kind === "result" ||
    value.kind === "unknown" ||
    value.kind === "call"
  );
}
