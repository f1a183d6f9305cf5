/** The fields a row write sets, with the value of each; atomic operators are left out. */
import type { Value } from "../analysis/value.ts";
import type { RowNode } from "./same-row.ts";

export function writtenFields(write: RowNode): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  const data =
    write.operation === "upsert" ? (write.update ?? write.data) : write.data;
  if (data) collect(data, fields, write.operation === "save");
  return fields;
}

/** `$set` holds fields; other operators are computed by the database. */
function collect(
  value: Value,
  fields: Map<string, Value>,
  isRow: boolean,
): void {
  if (value.kind === "choice")
    for (const option of value.options) collect(option, fields, isRow);
  if (value.kind === "array")
    for (const item of value.items) collect(item, fields, isRow);
  if (value.kind !== "object") return;
  if (value.base && !isRow) collect(value.base, fields, isRow);
  if (!isRow)
    for (const spread of value.spreads) collect(spread, fields, isRow);
  for (const [name, entry] of value.entries) {
    if (name === "$set" || name === "set") collect(entry, fields, isRow);
    else if (!name.startsWith("$") && !isAtomicOperator(entry))
      fields.set(name, entry);
  }
}

const operators = new Set([
  "increment",
  "decrement",
  "multiply",
  "divide",
  "push",
  "connect",
  "disconnect",
  "create",
  "connectOrCreate",
  "deleteMany",
  "createMany",
  "updateMany",
]);

/** Prisma's `{ increment: n }` and nested writes. */
function isAtomicOperator(value: Value): boolean {
  if (value.kind !== "object" || value.entries.size === 0) return false;
  return [...value.entries.keys()].every((name) => operators.has(name));
}
