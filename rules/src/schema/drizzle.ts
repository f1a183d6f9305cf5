/** Drizzle tables: `pgTable(name, columns, (t) => [uniqueIndex().on(t.a, t.b)])`. */
import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, nameOf, unwrap, walk } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";
import type { Key, Table } from "./table.ts";

/** The call that declares a table; undefined when its columns are not written there. */
export function readDrizzleTable(call: Node): Table | undefined {
  if (call.type !== "CallExpression") return undefined;
  const [name, columns, extras] = call.arguments;
  const declared = columns && objectIn(columns);
  if (!declared) return undefined;
  const own = columnKeys(declared);
  const more = extras ? extraKeys(extras) : [];
  return {
    names: name?.type === "Literal" ? [String(name.value)] : [],
    columns: new Set(namesIn(declared)),
    aliases: new Map(),
    keys: [...own, ...more.filter((key) => key !== undefined)],
    isComplete: !more.includes(undefined),
  };
}

/** The columns themselves, or what a callback answers: `(d) => ({ ... })`. */
function objectIn(node: Node): TSESTree.ObjectExpression | undefined {
  const inner = unwrap(node);
  if (inner.type === "ObjectExpression") return inner;
  return inner.type === "ArrowFunctionExpression" &&
    unwrap(inner.body).type === "ObjectExpression"
    ? (unwrap(inner.body) as TSESTree.ObjectExpression)
    : undefined;
}

function namesIn({ properties }: TSESTree.ObjectExpression): readonly string[] {
  return properties.flatMap((property) => {
    const name =
      property.type === "Property" ? nameOf(property.key) : undefined;
    return name === undefined ? [] : [name];
  });
}

/** A column with `.unique()` or `.primaryKey()` in its chain. */
function columnKeys({ properties }: TSESTree.ObjectExpression): readonly Key[] {
  return properties.flatMap((property) => {
    const name =
      property.type === "Property" ? nameOf(property.key) : undefined;
    if (property.type !== "Property" || name === undefined) return [];
    const isKey = linksOf(property.value).some(
      (link) => link === "unique" || link === "primaryKey",
    );
    return isKey ? [[name]] : [];
  });
}

/** The method names of a chain, outermost first. */
function linksOf(node: Node): readonly string[] {
  const names: string[] = [];
  for (let current = unwrap(node); current.type === "CallExpression";) {
    const { callee } = current;
    if (callee.type !== "MemberExpression") break;
    names.push(nameOf(callee.property) ?? "");
    current = unwrap(callee.object);
  }
  return names;
}

/** Keys in the third argument; undefined for one that holds for some rows only or could not be read. */
function extraKeys(extras: Node): readonly (Key | undefined)[] {
  const inner = unwrap(extras);
  if (!isFunction(inner)) return [undefined];
  const keys: (Key | undefined)[] = [];
  walk(inner.body, (node) => {
    if (node.type !== "CallExpression") return undefined;
    const key = keyOf(node);
    if (key !== "none") keys.push(key);
    return key === "none" ? undefined : false;
  });
  return keys;
}

function keyOf(call: TSESTree.CallExpression): Key | undefined | "none" {
  const root = rootOf(call);
  if (root === "primaryKey") return columnsIn(call.arguments);
  if (root !== "unique" && root !== "uniqueIndex") return "none";
  const on = linkNamed("on", call);
  const isPartial = linkNamed("where", call) !== undefined;
  return isPartial || !on ? undefined : columnsIn(on.arguments);
}

/** What the innermost call of a chain is called: `uniqueIndex` in `uniqueIndex("x").on(t.a)`. */
function rootOf(call: TSESTree.CallExpression): string | undefined {
  let current: Node = call;
  while (
    current.type === "CallExpression" &&
    current.callee.type === "MemberExpression"
  )
    current = unwrap(current.callee.object);
  return current.type === "CallExpression" ? nameOf(current.callee) : undefined;
}

function linkNamed(
  name: string,
  call: TSESTree.CallExpression,
): TSESTree.CallExpression | undefined {
  for (let current: Node = call; current.type === "CallExpression";) {
    const { callee } = current;
    if (callee.type !== "MemberExpression") return undefined;
    if (nameOf(callee.property) === name) return current;
    current = unwrap(callee.object);
  }
  return undefined;
}

/** `t.a, t.b` or `{ columns: [t.a, t.b] }`; an expression in its place is not read. */
function columnsIn(args: readonly Node[]): Key | undefined {
  const [first] = args;
  if (first?.type === "ObjectExpression") {
    const list = first.properties.find(
      (property) =>
        property.type === "Property" && nameOf(property.key) === "columns",
    );
    return list?.type === "Property" && list.value.type === "ArrayExpression"
      ? columnsIn(list.value.elements.filter((element) => element !== null))
      : undefined;
  }
  const names = args.map((arg) => columnName(unwrap(arg)));
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length && known.length > 0 ? known : undefined;
}

/** `t.email`, `t.email.asc()`. */
function columnName(node: Node): string | undefined {
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression")
    return columnName(unwrap(node.callee.object));
  return node.type === "MemberExpression" ? nameOf(node.property) : undefined;
}
