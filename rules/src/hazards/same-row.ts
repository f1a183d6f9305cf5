/** Whether a read and a write work on the same row. */
import type { Effect } from "../analysis/effect.ts";
import { derivesFrom, valuesIn } from "../analysis/order.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { Value } from "../analysis/value.ts";
import { same } from "../analysis/same.ts";
import type { Answer } from "../analysis/same.ts";
import { conditionPairs } from "./condition-pairs.ts";
import { sameEntity } from "../analysis/entity-name.ts";

export type RowNode = Effect & { readonly kind: "row" };

/** The row itself is saved, or: same entity, and the written row is picked by the read one or by the same key. */
export function isSameRow(read: RowNode, update: RowNode): Answer {
  if (savesLoaded(update, read)) return "yes";
  const entity = sameEntity(read.entity, update.entity);
  if (entity === "no") return "no";
  const key = sameKey(read, update);
  if (key === "yes") return entity;
  return key === "no" ? "no" : entity === "yes" ? "unknown" : "no";
}

function savesLoaded(update: RowNode, read: RowNode): boolean {
  if (update.where) return false;
  return (
    isLoadedRow(update.client, read) ||
    (update.data !== undefined &&
      update.operation === "save" &&
      isLoadedRow(update.data, read))
  );
}

function sameKey(read: RowNode, update: RowNode): Answer {
  const { where } = update;
  if (!where) return "no";
  if (derivesFrom(where, read)) return picksByRow(where, read);
  if (!read.where) return "no";
  return sharesKey(read, update, where);
}

const otherRow =
  /^(?:parent|root|previous|prev|next|source|original|referr|manager|reply|duplicate|merged|copied)/iu;

/** `where: { id: row.id }`; a parent's or a successor's key leads to another row. */
function picksByRow(where: Value, read: RowNode): Answer {
  let isOther = false;
  for (const value of valuesIn(where)) {
    if (value.kind !== "member" || typeof value.property !== "string") continue;
    if (!isRowOf(value.object, read)) continue;
    if (!otherRow.test(value.property)) return "yes";
    isOther = true;
  }
  return isOther ? "no" : "yes";
}

const idColumn = /^(?:id|_id|pk|uuid|guid)$/iu;

/** The same values go into both conditions, and no primary key that differs; the written row may be picked by more than the read one. */
function sharesKey(read: RowNode, update: RowNode, where: Value): Answer {
  const readPairs = read.where ? conditionPairs(read.where) : [];
  const updatePairs = conditionPairs(where);
  if (readPairs.length === 0 || updatePairs.length === 0)
    return read.where && sharesHole(read.where, where) ? weak(read) : "no";
  const isShared = (value: Value, pairs: typeof readPairs) =>
    isHole(value) && pairs.some((pair) => sameHole(pair.value, value));
  const shared = updatePairs.filter(({ value }) => isShared(value, readPairs));
  if (shared.length === 0) return "no";
  const differs =
    updatePairs.some(
      ({ column, value }) =>
        idColumn.test(column) && !isShared(value, readPairs),
    ) ||
    readPairs.some(
      ({ column, value }) =>
        idColumn.test(column) && !isShared(value, updatePairs),
    );
  if (differs) return "no";
  if (shared.some(({ column }) => idColumn.test(column))) return "yes";
  if (read.many) return "no";
  return updatePairs.every(
    ({ value }) => !isHole(value) || isShared(value, readPairs),
  )
    ? "yes"
    : "unknown";
}

/** One of many rows read by a shared part of the key need not be the written one. */
function weak(read: RowNode): Answer {
  return read.many ? "no" : "yes";
}

/** `row.save()` and `save(row)`: the row itself, perhaps with properties set. */
function isLoadedRow(value: Value, read: RowNode): boolean {
  if (isRowOf(value, read)) return true;
  if (value.kind === "object")
    return (
      (value.base !== undefined && isLoadedRow(value.base, read)) ||
      value.spreads.some((spread) => isLoadedRow(spread, read))
    );
  if (value.kind === "array")
    return [...value.items, ...value.spreads].some((item) =>
      isLoadedRow(item, read),
    );
  if (value.kind === "choice")
    return value.options.some((option) => isLoadedRow(option, read));
  return false;
}

/** Whether something that differs from run to run goes into both. */
export function sharesHole(left: Value, right: Value): boolean {
  const keys = [...valuesIn(left)].filter(isHole);
  return [...valuesIn(right)]
    .filter(isHole)
    .some((value) => keys.some((key) => sameHole(key, value)));
}

/** Something that differs from run to run: what can name a row. */
export function isHole(value: Value): boolean {
  if (value.kind === "member") return isHole(value.object);
  if (value.kind === "call") return value.args.some(isHole);
  return (
    value.kind === "parameter" ||
    value.kind === "result" ||
    value.kind === "template" ||
    value.kind === "choice" ||
    (value.kind === "unknown" && value.from.length > 0)
  );
}

/** `Number(id)` and `id` name one row. */
export function sameHole(left: Value, right: Value): boolean {
  if (same(left, right) === "yes") return true;
  const a = bare(left);
  const b = bare(right);
  return (a !== left || b !== right) && same(a, b) === "yes";
}

function bare(value: Value): Value {
  if (value.kind !== "call" || value.args.length !== 1) return value;
  const [only] = value.args;
  return only && isHole(only) ? bare(only) : value;
}
