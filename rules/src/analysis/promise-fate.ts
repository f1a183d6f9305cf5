/** What becomes of the promise that a call answers. */
import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, nameOf, unwrap, walk } from "./syntax.ts";
import type { Node } from "./syntax.ts";

/** `dropped`: neither awaited, returned, kept nor given a handler. */
export type Fate = "dropped" | "awaited" | "kept";

interface Calls {
  readonly dropped: Set<Node>;
  readonly awaited: Set<Node>;
}

const known = new WeakMap<TSESTree.Program, Calls>();

export function fateOf(ast: TSESTree.Program, call: Node): Fate {
  const calls = known.get(ast) ?? sortCalls(ast);
  known.set(ast, calls);
  if (calls.dropped.has(call)) return "dropped";
  return calls.awaited.has(call) ? "awaited" : "kept";
}

function sortCalls(ast: TSESTree.Program): Calls {
  const dropped = new Set<Node>();
  const awaited = new Set<Node>();
  walk(ast, (node) => {
    if (node.type === "AwaitExpression") awaited.add(unwrap(node.argument));
    if (node.type === "ExpressionStatement") drop(node.expression, dropped);
    if (node.type === "CallExpression") dropFromEach(node, dropped);
    return undefined;
  });
  return { dropped, awaited };
}

/** The calls whose value an expression throws away. */
function drop(expression: Node, dropped: Set<Node>): void {
  const node = unwrap(expression);
  switch (node.type) {
    case "CallExpression":
      if (!takesCallback(node)) dropped.add(node);
      dropBelowThen(node, dropped);
      return;
    case "UnaryExpression":
      if (node.operator === "void") drop(node.argument, dropped);
      return;
    case "LogicalExpression":
      drop(node.right, dropped);
      return;
    case "ConditionalExpression":
      drop(node.consequent, dropped);
      drop(node.alternate, dropped);
      return;
    case "SequenceExpression":
      for (const part of node.expressions) drop(part, dropped);
      return;
    default:
  }
}

/** `del(key, (error) => ...)` tells how it ended. */
function takesCallback(node: TSESTree.CallExpression): boolean {
  return node.arguments.some((argument) => isFunction(argument));
}

/** `del(key).then(log)` waits, and still leaves a failure alone. */
function dropBelowThen(
  { callee, arguments: args }: TSESTree.CallExpression,
  dropped: Set<Node>,
): void {
  if (callee.type !== "MemberExpression") return;
  const name = nameOf(callee.property);
  if (name === "finally" || (name === "then" && args.length === 1))
    drop(callee.object, dropped);
}

/** `forEach` waits for none of the promises that its function answers. */
function dropFromEach(
  { callee, arguments: args }: TSESTree.CallExpression,
  dropped: Set<Node>,
): void {
  const [fn] = args;
  if (callee.type !== "MemberExpression" || !fn || !isFunction(fn)) return;
  if (nameOf(callee.property) !== "forEach") return;
  if (fn.body.type !== "BlockStatement") drop(bare(fn.body), dropped);
  else if (fn.async) dropAwaited(fn.body, dropped);
}

function dropAwaited(body: Node, dropped: Set<Node>): void {
  walk(body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "AwaitExpression") drop(node.argument, dropped);
    return undefined;
  });
}

function bare(node: Node): Node {
  return node.type === "AwaitExpression" ? node.argument : node;
}
