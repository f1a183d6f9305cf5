/** The way from a tree's root down to a node. Needs no parent links. */
import { childrenOf } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";

/** From `root` to `target`, both included; empty when `target` is not below `root`. */
export function pathTo(root: Node, target: Node): readonly Node[] {
  const path: Node[] = [];
  for (
    let node: Node | undefined = root;
    node;
    node = childToward(node, target)
  ) {
    path.push(node);
    if (node === target) return path;
  }
  return [];
}

/** What both paths begin with. */
export function sharedPath(
  left: readonly Node[],
  right: readonly Node[],
): readonly Node[] {
  const end = left.findIndex((node, index) => node !== right[index]);
  return end === -1 ? left : left.slice(0, end);
}

/** Several children may hold the range (`{ key }` has one for the key and one for the value). */
function childToward(node: Node, target: Node): Node | undefined {
  const around = childrenOf(node).filter((child) => holds(child, target));
  return (
    around.find((child) => child === target || childrenOf(child).length > 0) ??
    around[0]
  );
}

function holds(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}
