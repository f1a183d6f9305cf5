/** Calls that change what a variable holds: `list.push(x)`, `Object.assign(row, changes)`. */
import type { TSESTree } from "@typescript-eslint/utils";
import { assign, evaluate } from "./expressions.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { nameOf } from "./syntax.ts";
import type { Value } from "./value.ts";
import { object, operation } from "./values.ts";

const arrayMutators = new Set([
  "push",
  "unshift",
  "splice",
  "pop",
  "shift",
  "pull",
  "addToSet",
]);

export function isMutator(callee: TSESTree.MemberExpression): boolean {
  const name = nameOf(callee.property);
  return (
    name !== undefined && (arrayMutators.has(name) || isObjectAssign(callee))
  );
}

function isObjectAssign(callee: TSESTree.MemberExpression): boolean {
  return (
    callee.object.type === "Identifier" &&
    callee.object.name === "Object" &&
    nameOf(callee.property) === "assign"
  );
}

/** Gives the changed variable, or the variable whose property is changed, its new value. */
export function assignMutation(
  flow: FlowBuilder,
  call: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  args: readonly Value[],
): void {
  if (isObjectAssign(callee)) {
    const [target] = call.arguments;
    const [owner, ...sources] = args;
    if (target && owner)
      assign(flow, target, object(new Map(), sources, owner));
    return;
  }
  if (callee.object.type === "ThisExpression") return;
  const before = evaluate(flow, callee.object);
  assign(
    flow,
    callee.object,
    operation(nameOf(callee.property) ?? "push", before, ...args),
  );
}
