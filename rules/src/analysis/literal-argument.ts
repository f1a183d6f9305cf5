/** Whether a call is given a number that its author wrote out there, without a name. */
import type { Node } from "./syntax.ts";
import { unwrap } from "./syntax.ts";

/** The number among the call's arguments, or in an object among them, that `is` takes; arithmetic of numbers is one. */
export function literalArgument(
  node: Node,
  is: (number: number) => boolean,
): number | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression")
    return undefined;
  return node.arguments.flatMap((argument) => numbersIn(argument, 0)).find(is);
}

const maxDepth = 3;

function numbersIn(node: Node, depth: number): readonly number[] {
  const inner = unwrap(node);
  if (inner.type === "ObjectExpression")
    return depth > maxDepth
      ? []
      : inner.properties.flatMap((property) =>
          property.type === "Property"
            ? numbersIn(property.value, depth + 1)
            : [],
        );
  const number = numberOf(inner);
  return number === undefined ? [] : [number];
}

/** `60`, `60 * 60`, `5 * 60_000`. */
function numberOf(node: Node): number | undefined {
  if (node.type === "Literal")
    return typeof node.value === "number" ? node.value : undefined;
  if (node.type !== "BinaryExpression") return undefined;
  const left = numberOf(node.left);
  const right = numberOf(node.right);
  if (left === undefined || right === undefined) return undefined;
  return node.operator === "*"
    ? left * right
    : node.operator === "+"
      ? left + right
      : undefined;
}
