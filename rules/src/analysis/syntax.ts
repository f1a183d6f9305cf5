/** Small questions about ESTree nodes. Knows no scopes and no other files. */
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode } from "./value.ts";

export type Node = TSESTree.Node;

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Node).type === "string"
  );
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** Direct children, in source order as far as the parser's visitor keys are. */
export function childrenOf(node: Node): Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  const children: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = fields[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

/** Visits every node below and including `root`, without recursion; `enter` may refuse the children. */
export function walk(
  root: Node,
  enter: (node: Node) => boolean | undefined,
): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (enter(node) === false) continue;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) stack.push(child);
    }
  }
}

/** Takes away what changes no value: `x as T`, `x!`, `(x)`, `x satisfies T`, optional chains. */
export function unwrap(node: Node): Node {
  let current = node;
  while (
    current.type === "TSAsExpression" ||
    current.type === "TSNonNullExpression" ||
    current.type === "TSTypeAssertion" ||
    current.type === "TSSatisfiesExpression" ||
    current.type === "TSInstantiationExpression" ||
    current.type === "ChainExpression"
  )
    current = current.expression;
  return current;
}

/** The name of a non-computed property, method or import specifier. */
export function nameOf(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "PrivateIdentifier") return `#${node.name}`;
  if (
    node.type === "Literal" &&
    (typeof node.value === "string" || typeof node.value === "number")
  )
    return String(node.value);
  return undefined;
}

/** The identifier of a parameter or variable pattern, where it has a single one. */
export function patternName(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "AssignmentPattern") return patternName(node.left);
  if (node.type === "RestElement") return patternName(node.argument);
  if (node.type === "TSParameterProperty") return patternName(node.parameter);
  return undefined;
}

/** The type annotation of a parameter, variable or field. */
export function annotationOf(node: Node): TSESTree.TypeNode | undefined {
  if (node.type === "AssignmentPattern") return annotationOf(node.left);
  if (node.type === "TSParameterProperty") return annotationOf(node.parameter);
  if (
    node.type === "Identifier" ||
    node.type === "ObjectPattern" ||
    node.type === "ArrayPattern" ||
    node.type === "RestElement" ||
    node.type === "PropertyDefinition" ||
    node.type === "AccessorProperty"
  )
    return node.typeAnnotation?.typeAnnotation;
  return undefined;
}

/** Whether an initialiser only says that the value comes later: `null`, `undefined`. */
export function isEmptyValue(node: Node): boolean {
  const inner = unwrap(node);
  return (
    (inner.type === "Literal" && inner.value === null) ||
    (inner.type === "Identifier" && inner.name === "undefined")
  );
}
