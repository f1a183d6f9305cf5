/** Promise plumbing: `then`, `catch`, `Promise.all`. */
import type { TSESTree } from "@typescript-eslint/utils";
import { evaluate } from "./expressions.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { callValue } from "./invoke.ts";
import { nameOf } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type { Value } from "./value.ts";
import { choice, object, undefinedValue, unknown } from "./values.ts";

const methods = new Set(["then", "catch", "finally"]);

export function isPromiseMethod(callee: TSESTree.MemberExpression): boolean {
  return methods.has(nameOf(callee.property) ?? "");
}

export function evaluatePromiseMethod(
  flow: FlowBuilder,
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
): Value {
  const settled = evaluate(flow, callee.object, { awaited: true });
  const [first, second] = node.arguments;
  switch (nameOf(callee.property)) {
    case "then":
      if (second) runCaught(flow, second, node);
      return first ? runWith(flow, first, settled, node) : settled;
    case "catch":
      return first ? choice([settled, runCaught(flow, first, node)]) : settled;
    default:
      if (first) runWith(flow, first, undefinedValue, node);
      return settled;
  }
}

function runWith(
  flow: FlowBuilder,
  node: Node,
  value: Value,
  call: Node,
): Value {
  const callback = evaluate(flow, node);
  return callback.kind === "function"
    ? callValue(flow, callback, [value], call)
    : unknown(value, callback);
}

function runCaught(flow: FlowBuilder, node: Node, call: Node): Value {
  const arm = {
    branch: flow.context.nextId(),
    taken: 1,
    outcome: "caught" as const,
  };
  return flow.inArm(arm, () => runWith(flow, node, unknown(), call)).answer;
}

const statics = new Set([
  "all",
  "allSettled",
  "race",
  "any",
  "resolve",
  "reject",
]);

export function isPromiseStatic(
  flow: FlowBuilder,
  callee: TSESTree.MemberExpression,
): boolean {
  return (
    callee.object.type === "Identifier" &&
    callee.object.name === "Promise" &&
    flow.lookup("Promise") === undefined &&
    statics.has(nameOf(callee.property) ?? "")
  );
}

export function evaluatePromiseStatic(
  flow: FlowBuilder,
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
): Value {
  const [argument] = node.arguments;
  if (!argument) return undefinedValue;
  const name = nameOf(callee.property);
  if (name === "resolve" || name === "reject")
    return evaluate(flow, argument, { awaited: true });
  const value = flow.inScope("parallel", `Promise.${name ?? "all"}`, () =>
    evaluate(flow, argument, { awaited: true, parallel: true }),
  );
  if (name === "all" || value.kind !== "array") return value;
  if (name === "race" || name === "any") return choice(value.items);
  return {
    ...value,
    items: value.items.map((item) => object(new Map([["value", item]]))),
  };
}
