/** Literals in syntax as plain data: the options of decorators and of model definitions. */
import { nameOf, unwrap } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";

/** What stands for anything that is no literal. */
export const unread: unique symbol = Symbol("unread");

export type Literal =
  | string
  | number
  | boolean
  | null
  | typeof unread
  | readonly Literal[]
  | ReadonlyMap<string, Literal>;

/** Objects become maps; a spread is the entry `...`. */
export function literalOf(node: Node): Literal {
  const inner = unwrap(node);
  switch (inner.type) {
    case "Literal":
      return typeof inner.value === "string" ||
        typeof inner.value === "number" ||
        typeof inner.value === "boolean" ||
        inner.value === null
        ? inner.value
        : unread;
    case "ArrayExpression":
      return inner.elements.map((element) =>
        element ? literalOf(element) : null,
      );
    case "ObjectExpression":
      return objectOf(inner.properties);
    case "ArrowFunctionExpression":
      return propertiesPicked(inner.body);
    default:
      return unread;
  }
}

function objectOf(properties: readonly Node[]): ReadonlyMap<string, Literal> {
  const entries = new Map<string, Literal>();
  for (const property of properties) {
    const name =
      property.type === "Property" && !property.computed
        ? nameOf(property.key)
        : undefined;
    if (property.type === "Property" && name !== undefined)
      entries.set(name, literalOf(property.value));
    else entries.set("...", unread);
  }
  return entries;
}

/** `(user) => [user.tenant, user.email]` names properties. */
function propertiesPicked(body: Node): Literal {
  if (body.type !== "ArrayExpression") return unread;
  return body.elements.map((element) =>
    element?.type === "MemberExpression" && !element.computed
      ? (nameOf(element.property) ?? unread)
      : unread,
  );
}

export function isMap(
  value: Literal | undefined,
): value is ReadonlyMap<string, Literal> {
  return value instanceof Map;
}

/** The texts of a list of texts; undefined when it is anything else. */
export function textsOf(
  value: Literal | undefined,
): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value as readonly Literal[];
  const texts = items.filter((item) => typeof item === "string");
  return texts.length === items.length ? texts : undefined;
}
