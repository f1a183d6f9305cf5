/**
 * What Mongoose's version key guards: whole arrays of a saved document by
 * default, every field with `optimisticConcurrency`, nothing with
 * `versionKey: false`. Update calls never look at it.
 */
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import type { RowNode } from "./same-row.ts";

export function isArrayGuarded(update: RowNode, read: RowNode): boolean {
  if (!isSavedDocument(update)) return false;
  return option(schemaOptions(read), "versionKey") !== false;
}

export function isVersioned(update: RowNode, read: RowNode): boolean {
  if (!isSavedDocument(update)) return false;
  const value = schemaOptions(read)?.entries.get("optimisticConcurrency");
  return (
    value !== undefined && !(value.kind === "constant" && value.value === false)
  );
}

function isSavedDocument(update: RowNode): boolean {
  return update.library === "mongoose" && update.operation === "save";
}

/** The options of the schema that the model was made with. */
function schemaOptions(
  read: RowNode,
): (Value & { kind: "object" }) | undefined {
  for (const value of valuesIn(read.call)) {
    if (value.kind !== "instance" || !isSchema(value.of)) continue;
    const options = value.args?.[1];
    if (options?.kind === "object") return options;
  }
  return undefined;
}

function isSchema(value: Value): boolean {
  if (value.kind === "external") return value.path.at(-1) === "Schema";
  return value.kind === "member" && value.property === "Schema";
}

function option(
  options: (Value & { kind: "object" }) | undefined,
  name: string,
): unknown {
  const value = options?.entries.get(name);
  return value?.kind === "constant" ? value.value : undefined;
}
