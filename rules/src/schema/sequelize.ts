/** Sequelize models: `sequelize.define(name, attributes, options)` and `Model.init(attributes, options)`. */
import type { ClassFacts } from "../analysis/module-facts.ts";
import { nameOf, walk } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";
import { isMap, literalOf, textsOf } from "./literal.ts";
import type { Literal } from "./literal.ts";
import type { Key, Table } from "./table.ts";

/** The call of `define`; undefined when its attributes are not written there. */
export function readDefinition(call: Node): Table | undefined {
  if (call.type !== "CallExpression") return undefined;
  const [name, attributes, options] = call.arguments;
  if (name?.type !== "Literal" || !attributes) return undefined;
  return tableOf(String(name.value), attributes, options);
}

/** `class User extends Model {}` with `User.init(...)` in its module. */
export function readInitialisation(facts: ClassFacts): Table | undefined {
  let found: Table | undefined;
  walk(facts.module.ast, (node) => {
    if (found || node.type !== "CallExpression") return undefined;
    const { callee } = node;
    if (
      callee.type !== "MemberExpression" ||
      nameOf(callee.property) !== "init"
    )
      return undefined;
    const isOwn =
      nameOf(callee.object) === facts.name ||
      callee.object.type === "ThisExpression";
    const [attributes, options] = node.arguments;
    if (isOwn && attributes) found = tableOf(facts.name, attributes, options);
    return undefined;
  });
  return found;
}

function tableOf(
  name: string,
  attributesNode: Node,
  optionsNode: Node | undefined,
): Table | undefined {
  const attributes = literalOf(attributesNode);
  const options = optionsNode
    ? literalOf(optionsNode)
    : new Map<string, Literal>();
  if (!isMap(attributes)) return undefined;
  const indexes = isMap(options)
    ? indexKeys(options.get("indexes"))
    : [undefined];
  const isOpen =
    attributes.has("...") || (isMap(options) && options.has("..."));
  const tableName = isMap(options) ? options.get("tableName") : undefined;
  return {
    names: [name, ...(typeof tableName === "string" ? [tableName] : [])],
    columns: new Set(
      attributes.has("id") ? attributes.keys() : ["id", ...attributes.keys()],
    ),
    aliases: new Map(),
    keys: [
      ...attributeKeys(attributes),
      ...indexes.filter((key) => key !== undefined),
    ],
    isComplete: !isOpen && !indexes.includes(undefined),
    ...(isMap(options) &&
      options.has("version") &&
      options.get("version") !== false && { versioning: "every" as const }),
  };
}

/** `unique: true` alone, `unique: "name"` together with all attributes of that name. */
function attributeKeys(
  attributes: ReadonlyMap<string, Literal>,
): readonly Key[] {
  const keys: Key[] = [];
  const named = new Map<string, string[]>();
  for (const [name, attribute] of attributes) {
    if (!isMap(attribute)) continue;
    const unique = attribute.get("unique");
    const group = isMap(unique) ? unique.get("name") : unique;
    if (attribute.get("primaryKey") === true || unique === true)
      keys.push([name]);
    else if (typeof group === "string")
      named.set(group, [...(named.get(group) ?? []), name]);
  }
  return [...keys, ...named.values()];
}

/** Undefined for an index that could not be read or holds for some rows only. */
function indexKeys(indexes: Literal | undefined): readonly (Key | undefined)[] {
  if (indexes === undefined) return [];
  if (!Array.isArray(indexes)) return [undefined];
  return (indexes as readonly Literal[]).flatMap((index) => {
    if (!isMap(index)) return [undefined];
    if (index.get("unique") === undefined || index.get("unique") === false)
      return [];
    return [index.has("where") ? undefined : textsOf(index.get("fields"))];
  });
}
