/** The fields a row write sets, with the value of each; what the database computes is left out. */
import type { Value } from "../analysis/value.ts";
import type { RowNode } from "./same-row.ts";

export function writtenFields(write: RowNode): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  const data =
    write.operation === "upsert" ? (write.update ?? write.data) : write.data;
  if (data) collect(data, fields, write.operation === "save", 0);
  return fields;
}

const maxDepth = 8;

/** `$set` holds fields; other operators are computed by the database. */
function collect(
  value: Value,
  fields: Map<string, Value>,
  isRow: boolean,
  depth: number,
): void {
  if (depth > maxDepth) return;
  for (const part of alternatives(value))
    collect(part, fields, isRow, depth + 1);
  if (value.kind !== "object") return;
  if (value.base) collect(value.base, fields, isRow, depth + 1);
  for (const spread of value.spreads) collect(spread, fields, isRow, depth + 1);
  for (const [name, entry] of value.entries) {
    if (name === "$set" || name === "set")
      collect(entry, fields, isRow, depth + 1);
    else if (!name.startsWith("$") && !isComputedByDatabase(entry))
      fields.set(name, fieldValue(entry));
  }
}

/** `...(cond && { a })`, arms of a choice, entities of a list. */
function alternatives(value: Value): readonly Value[] {
  if (value.kind === "choice") return value.options;
  if (value.kind === "array") return [...value.items, ...value.spreads];
  if (
    value.kind === "operation" &&
    (value.operator === "&&" ||
      value.operator === "||" ||
      value.operator === "??")
  )
    return value.operands;
  return [];
}

/** Prisma's `{ set: value }`. */
function fieldValue(entry: Value): Value {
  if (entry.kind !== "object" || entry.entries.size !== 1) return entry;
  return entry.entries.get("set") ?? entry;
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
  "delete",
  "deleteMany",
  "createMany",
  "update",
  "updateMany",
  "upsert",
]);

/** Prisma's `{ increment: n }` and nested writes, SQL texts, and callbacks of a query builder. */
function isComputedByDatabase(value: Value): boolean {
  if (value.kind === "function") return true;
  if (value.kind === "call") return isSqlText(value.callee);
  if (value.kind === "choice")
    return value.options.every((option) => isComputedByDatabase(option));
  if (value.kind !== "object" || value.entries.size === 0) return false;
  return [...value.entries.keys()].every((name) => operators.has(name));
}

const sqlWords = new Set([
  "sql",
  "raw",
  "literal",
  "fn",
  "increment",
  "decrement",
]);

function isSqlText(callee: Value): boolean {
  switch (callee.kind) {
    case "external":
      return sqlWords.has(callee.path.at(-1) ?? "");
    case "member":
      return (
        (typeof callee.property === "string" &&
          sqlWords.has(callee.property)) ||
        isSqlText(callee.object)
      );
    case "call":
      return isSqlText(callee.callee);
    case "parameter":
      return callee.name === "eb" || callee.name === "sql";
    default:
      return false;
  }
}
