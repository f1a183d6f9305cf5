/** What a row write changes: of which entity, whether rows come or go, which columns. */
import type { Effect } from "../analysis/effect.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { sourcesOf } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import type { HeldRow } from "../peers/peer.ts";
import type { RowNode } from "./same-row.ts";

export interface RowChange {
  readonly write: RowNode;
  /** As all spellings of it share. */
  readonly entity: string;
  readonly name: string;
  /** A new row alone: what holds single rows stays true. */
  readonly isInsert: boolean;
  /** The columns it sets, where all are spelled out. */
  readonly columns?: readonly string[];
}

export function rowChangeOf(effect: Effect): RowChange | undefined {
  if (effect.kind !== "row" || effect.operation === "read") return undefined;
  const name = entityName(effect.entity);
  if (name === undefined) return undefined;
  const columns = columnsOf(effect);
  return {
    write: effect,
    entity: plainName(name),
    name,
    isInsert: isInsert(effect),
    ...(columns && { columns }),
  };
}

/** `save` of something that was not read is an insert. */
function isInsert({ operation, data, client, where }: RowNode): boolean {
  if (operation === "insert") return true;
  if (operation !== "save" || where) return false;
  return ![data, client].some(
    (value) =>
      value &&
      [...sourcesOf(value)].some(
        (source) => source.kind === "row" && source.operation === "read",
      ),
  );
}

function columnsOf(write: RowNode): readonly string[] | undefined {
  if (write.operation === "delete" || isInsert(write)) return undefined;
  if (write.operation === "change") return namedIn(write.call);
  const data =
    write.operation === "upsert" ? (write.update ?? write.data) : write.data;
  return data && columnsIn(data, write.operation === "save");
}

/** `increment({ id }, "points", 5)` names its column. */
function namedIn(call: Value): readonly string[] | undefined {
  if (call.kind !== "call") return undefined;
  const names = call.args.flatMap((arg) =>
    arg.kind === "constant" && typeof arg.value === "string" ? [arg.value] : [],
  );
  return names.length > 0 ? names : undefined;
}

function columnsIn(data: Value, isRow: boolean): readonly string[] | undefined {
  if (data.kind !== "object" || data.spreads.length > 0) return undefined;
  if (data.base && !isRow) return undefined;
  const columns: string[] = [];
  for (const [name, value] of data.entries) {
    const inner = name.startsWith("$") ? columnsIn(value, false) : [name];
    if (!inner) return undefined;
    columns.push(...inner);
  }
  return columns.length > 0 ? columns : undefined;
}

/** Columns that say when or how often something happened; caches leave them behind on purpose. */
const bookkeeping =
  /^(?:_?(?:last|updated|modified|touched|accessed|synced|checked|seen)\w*|\w*(?:count|counter|views?|hits|clicks|usage))$/iu;

export function isBookkeeping({ columns }: RowChange): boolean {
  return columns?.every((column) => bookkeeping.test(column)) ?? false;
}

/** Whether a copy made of such rows is another one after the change. */
export function changesCopy(change: RowChange, copy: HeldRow): boolean {
  if (copy.entity !== change.entity) return false;
  if (change.isInsert) return copy.many;
  const kept = copy.columns;
  return (
    !kept || !change.columns || change.columns.some((c) => kept.includes(c))
  );
}
