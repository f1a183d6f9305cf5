/** What a user calls a function that has no name of its own: by what holds it or hands it out. */
import { exportedAs } from "./exported-as.ts";
import type { ModuleFacts } from "./module-facts.ts";
import { unwrap } from "./syntax.ts";
import type { FunctionValue } from "./value.ts";

/** `const update = () => {}`, `export const PATCH = withAuth(() => {})`, `{ update: procedure.mutation(() => {}) }`. */
export function flowName(module: ModuleFacts, fn: FunctionValue): string {
  if (fn.node.id || fn.module !== module || fn.self) return fn.name;
  return variableOf(module, fn) ?? exportedAs(module, fn.node)?.name ?? fn.name;
}

function variableOf(
  module: ModuleFacts,
  { node }: FunctionValue,
): string | undefined {
  for (const [name, declaration] of module.declarations)
    if (
      declaration.kind === "variable" &&
      declaration.init &&
      unwrap(declaration.init) === node
    )
      return name;
  return undefined;
}
