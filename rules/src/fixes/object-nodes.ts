/** Finding one's way in an object literal's syntax tree. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../analysis/syntax.ts";

/** The property of that name, where it stands alone and plainly written. */
export function propertyNamed(
  object: Node | undefined,
  name: string,
): TSESTree.Property | undefined {
  if (object?.type !== "ObjectExpression") return undefined;
  const found = object.properties.filter(
    (property): property is TSESTree.Property =>
      property.type === "Property" && keyOf(property) === name,
  );
  return found.length === 1 ? found[0] : undefined;
}

export function keyOf({
  computed,
  key,
}: TSESTree.Property): string | undefined {
  if (computed) return undefined;
  if (key.type === "Identifier") return key.name;
  return typeof key.value === "string" ? key.value : undefined;
}

/** The n-th argument of a call; `undefined` for a spread. */
export function argumentOf(call: Node, index: number): Node | undefined {
  if (call.type !== "CallExpression") return undefined;
  const argument = call.arguments[index];
  return argument?.type === "SpreadElement" ? undefined : argument;
}
