/** Mongoose schemas: `new Schema({ email: { unique: true } })` and `schema.index({ a: 1 }, { unique: true })`. */
import type { ModuleFacts } from "../analysis/module-facts.ts";
import { nameOf, walk } from "../analysis/syntax.ts";
import type { InstanceValue, Value } from "../analysis/value.ts";
import { documentVersioning } from "./entity-class.ts";
import { isMap, literalOf } from "./literal.ts";
import type { Literal } from "./literal.ts";
import type { Key, Table, Versioning } from "./table.ts";

/** The instance that `new Schema(...)` makes; its indexes are added in the module that holds it. */
export function readDocumentSchema(
  name: string,
  schema: InstanceValue,
): Table | undefined {
  const [fields, options] = schema.args ?? [];
  if (fields?.kind !== "object") return undefined;
  const added = schema.variable
    ? addedTo(schema.variable.name, schema.variable.module)
    : { keys: [], isVersioned: false };
  return {
    names: [name],
    columns: new Set(["_id", ...fields.entries.keys()]),
    aliases: new Map(),
    keys: [
      ["_id"],
      ...fieldKeys(fields),
      ...added.keys.filter((key) => key !== undefined),
    ],
    isComplete:
      fields.spreads.length === 0 &&
      !fields.base &&
      !added.keys.includes(undefined),
    versioning: added.isVersioned ? "every" : versioningOf(options),
  };
}

export function isDocumentSchema(value: Value): value is InstanceValue {
  if (value.kind !== "instance") return false;
  const { of } = value;
  return of.kind === "external"
    ? of.path.at(-1) === "Schema"
    : of.kind === "member" && of.property === "Schema";
}

function fieldKeys(fields: Value & { kind: "object" }): readonly Key[] {
  return [...fields.entries].flatMap(([name, field]) =>
    field.kind === "object" && isSet(field.entries.get("unique"))
      ? [[name]]
      : [],
  );
}

/** `true`, a number, or `[true, "message"]`. */
function isSet(value: Value | undefined): boolean {
  if (value?.kind === "array") return isSet(value.items[0]);
  return value?.kind === "constant" && Boolean(value.value);
}

function versioningOf(options: Value | undefined): Versioning {
  if (options?.kind !== "object") return documentVersioning(undefined);
  const literals = [...options.entries].flatMap(([name, value]) => {
    if (value.kind === "array") return [[name, true] as const];
    return value.kind === "constant" && typeof value.value === "boolean"
      ? [[name, value.value] as const]
      : [];
  });
  return documentVersioning(new Map<string, Literal>(literals));
}

interface Added {
  readonly keys: readonly (Key | undefined)[];
  readonly isVersioned: boolean;
}

/** Calls on the schema after it was made: indexes, and the plugin that compares versions. */
export function addedTo(variable: string, module: ModuleFacts): Added {
  const keys: (Key | undefined)[] = [];
  let isVersioned = false;
  walk(module.ast, (node) => {
    if (
      node.type !== "CallExpression" ||
      node.callee.type !== "MemberExpression"
    )
      return undefined;
    const { object, property } = node.callee;
    if (nameOf(object) !== variable) return undefined;
    const [first, second] = node.arguments;
    if (nameOf(property) === "index" && first && second)
      keys.push(...indexKey(literalOf(first), literalOf(second)));
    if (nameOf(property) === "plugin" && first)
      isVersioned ||= /^updateIfCurrent/iu.test(nameOf(first) ?? "");
    return undefined;
  });
  return { keys, isVersioned };
}

/** A partial or sparse index leaves rows out. */
function indexKey(
  fields: Literal,
  options: Literal,
): readonly (Key | undefined)[] {
  if (!isMap(options) || !isMap(fields)) return [undefined];
  if (options.get("unique") !== true)
    return options.has("...") ? [undefined] : [];
  if (options.has("partialFilterExpression") || fields.has("..."))
    return [undefined];
  return [[...fields.keys()]];
}
