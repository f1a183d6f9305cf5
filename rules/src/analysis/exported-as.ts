/** Under which name a module hands a function out, and what it is wrapped in. */
import type { ExportedName, ModuleFacts } from "./module-facts.ts";
import { nameOf, unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";

export interface ExportedAs {
  /** The export's name, or the property's inside an exported object. */
  readonly name: string;
  /** Calls it was given to, outermost first: `withCron(...)`. */
  readonly wrappers: readonly Node[];
}

export function exportedAs(
  module: ModuleFacts,
  fn: Node,
): ExportedAs | undefined {
  for (const { name, local, root } of rootsOf(module)) {
    const found = pathTo(root, fn, name, 0);
    if (found)
      return local !== undefined && found.name === "default"
        ? { ...found, name: local }
        : found;
  }
  return undefined;
}

interface Root {
  readonly name: string;
  /** The name in the module, where it has one. */
  readonly local?: string;
  readonly root: Node;
}

const known = new WeakMap<ModuleFacts, readonly Root[]>();

/** The functions and variables that a module hands out. */
function rootsOf(module: ModuleFacts): readonly Root[] {
  const roots = known.get(module) ?? [...module.exports].flatMap(rootOf);
  known.set(module, roots);
  return roots;

  function rootOf([name, exported]: [string, ExportedName]): readonly Root[] {
    if (exported.kind === "from") return [];
    if (exported.kind === "expression") return [{ name, root: exported.node }];
    const root = declaredNode(module, exported.name);
    return root ? [{ name, local: exported.name, root }] : [];
  }
}

function declaredNode(module: ModuleFacts, name: string): Node | undefined {
  const declaration = module.declarations.get(name);
  if (declaration?.kind === "function") return declaration.node;
  return declaration?.kind === "variable" ? declaration.init : undefined;
}

const maxDepth = 6;

function pathTo(
  from: Node,
  fn: Node,
  name: string,
  depth: number,
): ExportedAs | undefined {
  const node = unwrap(from);
  if (node === fn) return { name, wrappers: [] };
  if (depth > maxDepth || !contains(node, fn)) return undefined;
  if (node.type === "CallExpression") {
    const inner = firstOf(node.arguments, fn, name, depth);
    return inner && { ...inner, wrappers: [node.callee, ...inner.wrappers] };
  }
  if (node.type === "ArrayExpression")
    return firstOf(
      node.elements.filter((item) => item !== null),
      fn,
      name,
      depth,
    );
  if (node.type !== "ObjectExpression") return undefined;
  for (const property of node.properties) {
    if (property.type !== "Property") continue;
    const found = pathTo(
      property.value,
      fn,
      nameOf(property.key) ?? name,
      depth + 1,
    );
    if (found) return found;
  }
  return undefined;
}

function firstOf(
  nodes: readonly Node[],
  fn: Node,
  name: string,
  depth: number,
): ExportedAs | undefined {
  for (const node of nodes) {
    const found = pathTo(node, fn, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function contains(node: Node, inner: Node): boolean {
  return node.range[0] <= inner.range[0] && inner.range[1] <= node.range[1];
}
