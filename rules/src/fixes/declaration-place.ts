/** Where a new variable can be declared so that two places of one function see it. */
import { isFunction, walk } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";
import { pathTo, sharedPath } from "./syntax-path.ts";

export interface DeclarationPlace {
  /** The statement that the declaration goes before. */
  readonly statement: Node;
  /** What may use the declared name: the function, or the file outside of functions. */
  readonly owner: Node;
}

/**
 * The place before the statement with `first`, in the innermost block that also
 * holds `second`. `undefined` where one declaration cannot serve both: without
 * a block of their own, or when `first` is repeated or has a `this` of its own.
 */
export function declarationPlace(
  program: Node,
  first: Node,
  second: Node,
): DeclarationPlace | undefined {
  const path = pathTo(program, first);
  const shared = sharedPath(path, pathTo(program, second));
  const owner = shared.findLast((node) => isFunction(node)) ?? program;
  const blockAt = shared.findLastIndex(isBlock);
  const statement = path[blockAt + 1];
  if (blockAt < shared.indexOf(owner) || !statement) return undefined;
  return path.slice(blockAt + 1).some(isBarrier)
    ? undefined
    : { statement, owner };
}

function isBlock({ type }: Node): boolean {
  return type === "BlockStatement" || type === "Program";
}

function isBarrier(node: Node): boolean {
  return (
    node.type === "ForStatement" ||
    node.type === "ForInStatement" ||
    node.type === "ForOfStatement" ||
    node.type === "WhileStatement" ||
    node.type === "DoWhileStatement" ||
    (isFunction(node) && node.type !== "ArrowFunctionExpression")
  );
}

const known = new WeakMap<Node, ReadonlySet<string>>();

/** All names that occur in a piece of code, as variables, properties or types. */
export function namesIn(root: Node): ReadonlySet<string> {
  const names = known.get(root) ?? gatherNames(root);
  known.set(root, names);
  return names;
}

function gatherNames(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(root, (node) => {
    if (node.type === "Identifier") names.add(node.name);
    return true;
  });
  return names;
}

/** Whether a piece of code declares the name, as a variable or a parameter. */
export function declares(root: Node, name: string): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.type === "VariableDeclarator")
      found ||= namesIn(node.id).has(name);
    if (isFunction(node))
      found ||= node.params.some((parameter) => namesIn(parameter).has(name));
    return !found;
  });
  return found;
}
