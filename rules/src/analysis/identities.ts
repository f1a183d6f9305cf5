/** What a callee is called: by where its value comes from, and by how the text spells it. */
import type { ModuleFacts } from "./module-facts.ts";
import { nameOf, unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type { Value } from "./value.ts";
import type { Resolution } from "../project/resolve.ts";

/** A dotted path, and the package or file (absolute path) that it starts from. */
export interface Identity {
  readonly module?: string;
  readonly path: readonly string[];
}

/** `remember` of `src/cache.ts`; `CacheService.remember` for a method of its class. */
export function identityOfValue(value: Value): Identity | undefined {
  switch (value.kind) {
    case "external":
      return { module: value.module, path: value.path };
    case "instance":
      return identityOfValue(value.of);
    case "class":
      return { module: value.facts.module.path, path: [value.facts.name] };
    case "function":
      return { module: value.module.path, path: value.name.split(".") };
    case "parameter":
      return value.type && identityOfValue(value.type);
    case "member": {
      const owner = identityOfValue(value.object);
      if (!owner || typeof value.property !== "string") return undefined;
      return { ...owner, path: [...owner.path, value.property] };
    }
    default:
      return undefined;
  }
}

/** `this.cache.remember` as it is spelt, with the import that its first name comes from. */
export function identityOfText(
  node: Node,
  module: ModuleFacts,
  resolve: (specifier: string) => Resolution,
): Identity | undefined {
  const path = namesIn(node);
  const [root, ...members] = path;
  if (root === undefined) return undefined;
  const imported = module.imports.get(root);
  if (!imported) return { module: module.path, path };
  const target = resolve(imported.specifier);
  const from =
    target.kind === "file"
      ? target.path
      : target.kind === "package"
        ? target.name
        : imported.specifier;
  const start = imported.name === "*" ? [] : [imported.name];
  return { module: from, path: [...start, ...members] };
}

/** The names of a callee without `this`; empty where it is none of names alone. */
function namesIn(node: Node): readonly string[] {
  const names: string[] = [];
  let current = unwrap(node);
  while (current.type === "MemberExpression") {
    const name = current.computed ? undefined : nameOf(current.property);
    if (name === undefined) return names;
    names.unshift(name.replace(/^#/u, ""));
    current = unwrap(current.object);
    if (current.type === "CallExpression") current = unwrap(current.callee);
  }
  if (current.type === "Identifier") names.unshift(current.name);
  return names;
}
