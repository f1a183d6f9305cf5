/** Any node of the parsed tree, by its fields. */
export type SqlNode = Readonly<Record<string, unknown>>;

/** The node and all below it; the tree is as small as the text it was parsed from. */
export function everyNode(root: object): readonly SqlNode[] {
  const found: SqlNode[] = [];
  const open: object[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!Array.isArray(node)) found.push(node as SqlNode);
    for (const child of Object.values(node) as readonly unknown[])
      if (typeof child === "object" && child !== null) open.push(child);
  }
  return found;
}
