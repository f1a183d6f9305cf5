/**
 * What the version of a saved document guards. Mongoose's version key: whole
 * arrays by default, every field with `optimisticConcurrency`, nothing with
 * `versionKey: false`. Sequelize's `version: true`: every field. Update calls
 * never look at it.
 */
import { isToldTrue } from "../analysis/class-options.ts";
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import type { RowNode } from "./same-row.ts";

export function isArrayGuarded(update: RowNode, read: RowNode): boolean {
  if (!isSavedDocument(update)) return false;
  return option(schemaOptions(read), "versionKey") !== false;
}

export function isVersioned(update: RowNode, read: RowNode): boolean {
  if (update.library === "sequelize" && update.operation === "save")
    return isVersionedModel(read);
  if (!isSavedDocument(update)) return false;
  const value = schemaOptions(read)?.entries.get("optimisticConcurrency");
  return (
    value !== undefined && !(value.kind === "constant" && value.value === false)
  );
}

/** Sequelize's `version: true`, given to `define` or to the class's `init`: `save` counts the rows. */
function isVersionedModel(read: RowNode): boolean {
  for (const value of valuesIn(read.call)) {
    if (value.kind === "class" && isToldTrue(value.facts, "init", "version"))
      return true;
    const options = value.kind === "call" && value.args[2];
    if (options && options.kind === "object" && option(options, "version"))
      return true;
  }
  return false;
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
