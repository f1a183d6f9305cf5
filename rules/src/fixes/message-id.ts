/** The delivered message's own id, where it is visibly in scope. */
import { annotationOf, isFunction, unwrap, walk } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";
import type { FunctionNode } from "../analysis/value.ts";
import { pathTo } from "./syntax-path.ts";

export interface MessageId {
  /** As an expression: `event.id`. */
  readonly text: string;
}

/** From the innermost function outwards: a verified event, then a parameter that is a message by its type or its place. */
export function messageIdAt(root: Node, at: Node): MessageId | undefined {
  const path = pathTo(root, at);
  for (let index = path.length - 1; index >= 0; index--) {
    const node = path[index];
    if (!node || !isFunction(node)) continue;
    const name =
      verifiedIn(node, at) ??
      messageParameter(node) ??
      workerParameter(node, path[index - 1]);
    if (name !== undefined) return { text: `${name}.id` };
  }
  return undefined;
}

/** `event = stripe.webhooks.constructEvent(...)` before the call. */
function verifiedIn(fn: FunctionNode, at: Node): string | undefined {
  let name: string | undefined;
  walk(fn.body, (node) => {
    if (node !== fn && isFunction(node)) return false;
    if (node.range[0] >= at.range[0]) return false;
    const [target, value] = bindingOf(node);
    if (target?.type === "Identifier" && value && isVerification(value))
      name = target.name;
    return undefined;
  });
  return name;
}

function bindingOf(
  node: Node,
): readonly [Node | undefined, Node | null | undefined] {
  if (node.type === "VariableDeclarator") return [node.id, node.init];
  if (node.type === "AssignmentExpression") return [node.left, node.right];
  return [undefined, undefined];
}

function isVerification(from: Node): boolean {
  const node = unwrap(from);
  const call = node.type === "AwaitExpression" ? unwrap(node.argument) : node;
  return (
    call.type === "CallExpression" &&
    call.callee.type === "MemberExpression" &&
    call.callee.property.type === "Identifier" &&
    /^constructEvent(?:Async)?$/u.test(call.callee.property.name)
  );
}

/** `(event: Stripe.Event)`, `(job: Job<Data>)`. */
function messageParameter(fn: FunctionNode): string | undefined {
  for (const parameter of fn.params) {
    const annotation = annotationOf(parameter);
    if (
      parameter.type === "Identifier" &&
      annotation?.type === "TSTypeReference" &&
      isMessageType(annotation.typeName)
    )
      return parameter.name;
  }
  return undefined;
}

function isMessageType(name: Node): boolean {
  if (name.type === "TSQualifiedName")
    return (
      name.left.type === "Identifier" &&
      name.left.name === "Stripe" &&
      /^(?:Event|\w+Event)$/u.test(name.right.name)
    );
  return name.type === "Identifier" && name.name === "Job";
}

/** `new Worker("mails", async (job) => ...)`. */
function workerParameter(
  fn: FunctionNode,
  outer: Node | undefined,
): string | undefined {
  const [first] = fn.params;
  return outer?.type === "NewExpression" &&
    outer.callee.type === "Identifier" &&
    outer.callee.name === "Worker" &&
    first?.type === "Identifier"
    ? first.name
    : undefined;
}
