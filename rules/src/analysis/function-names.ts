/** What the functions of a file are called: declarations, variables, methods. */
import type { ModuleFacts } from "./module-facts.ts";
import { isFunction } from "./syntax.ts";
import type { FunctionNode } from "./value.ts";

export function functionNames(
  module: ModuleFacts,
): ReadonlyMap<FunctionNode, string> {
  const names = new Map<FunctionNode, string>();
  for (const [name, declaration] of module.declarations) {
    if (declaration.kind === "function") names.set(declaration.node, name);
    if (
      declaration.kind === "variable" &&
      declaration.init &&
      isFunction(declaration.init)
    )
      names.set(declaration.init, name);
  }
  for (const { methods } of module.classes)
    for (const [name, { node }] of methods) names.set(node, name);
  return names;
}
