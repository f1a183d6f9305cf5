import { parse } from "@typescript-eslint/typescript-estree";
import type { TSESTree } from "@typescript-eslint/typescript-estree";

/**
 * The chains of names that a file calls, outermost member first:
 * `db.select().from(users)` gives `["db", "select"]` and
 * `["db", "select", "from"]`. A call of a value is `()`, a construction `new`,
 * and a tagged template is named like a call or, of the tag itself, `tag`.
 */
export function calledChains(text: string): readonly (readonly string[])[] {
  const chains: (readonly string[])[] = [];
  const open: unknown[] = [parse(text, { range: false })];
  while (open.length > 0) {
    const item = open.pop();
    if (typeof item !== "object" || item === null) continue;
    open.push(...(Object.values(item) as readonly unknown[]));
    if (!isNode(item)) continue;
    const chain = chainOfCall(item);
    if (chain) chains.push(chain);
  }
  return chains;
}

function isNode(item: object): item is TSESTree.Node {
  return "type" in item;
}

function chainOfCall(node: TSESTree.Node): readonly string[] | undefined {
  switch (node.type) {
    case "CallExpression":
      return node.callee.type === "Identifier"
        ? [node.callee.name, "()"]
        : namesOf(node.callee);
    case "NewExpression":
      return [...namesOf(node.callee), "new"];
    case "TaggedTemplateExpression":
      return node.tag.type === "Identifier"
        ? [node.tag.name, "tag"]
        : namesOf(node.tag);
    default:
      return undefined;
  }
}

function namesOf(node: TSESTree.Node): readonly string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "MemberExpression" && node.property.type === "Identifier")
    return [...namesOf(node.object), node.property.name];
  return chainOfCall(node) ?? [];
}

/** Whether a catalogue path (`emails.send`, `*.findUnique`) is the end of one of the chains. */
export function isCalled(
  path: string,
  chains: readonly (readonly string[])[],
): boolean {
  const segments = path.split(".");
  return chains.some((chain) => {
    const tail = chain.slice(-segments.length);
    return (
      tail.length === segments.length &&
      segments.every(
        (segment, index) => segment === "*" || segment === tail[index],
      )
    );
  });
}
