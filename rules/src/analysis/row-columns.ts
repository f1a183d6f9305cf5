/** Which columns a row write sets, where all are spelled out. */
import type { Effect } from "./effect.ts";
import { sourcesOf } from "./order.ts";
import type { Value } from "./value.ts";

type RowWrite = Effect & { readonly kind: "row" };

export function columnsOf(write: RowWrite): readonly string[] | undefined {
  if (write.operation === "delete" || isInsert(write)) return undefined;
  if (write.operation === "change") return namedIn(write.call);
  const data =
    write.operation === "upsert" ? (write.update ?? write.data) : write.data;
  return data && columnsIn(data, write.operation === "save");
}

/** `save` of something that was not read is an insert. */
export function isInsert({ operation, data, client, where }: RowWrite) {
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

export function isBookkeeping(change: {
  readonly columns?: readonly string[];
}): boolean {
  return change.columns?.every((column) => bookkeeping.test(column)) ?? false;
}
