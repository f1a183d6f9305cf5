/** The calls whose name stands on a line. */
import type { TSESTree } from "@typescript-eslint/utils";
import { siteIn } from "../analysis/flow-builder.ts";
import type { Site } from "../analysis/effect.ts";
import type { ModuleFacts } from "../analysis/module-facts.ts";
import { walk } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";

export type CallNode =
  | TSESTree.CallExpression
  | TSESTree.NewExpression
  | TSESTree.TaggedTemplateExpression;

export interface LineCall {
  readonly node: CallNode;
  readonly site: Site;
}

/** In source order. Of a chain of calls the outermost stands for all. */
export function callsOnLine(
  module: Pick<ModuleFacts, "path" | "text" | "ast">,
  line: number,
): readonly LineCall[] {
  const calls: LineCall[] = [];
  walk(module.ast, (node) => {
    if (isCall(node)) {
      const site = siteIn(module, node);
      if (site.start.line <= line && line <= site.end.line)
        calls.push({ node, site });
    }
    return undefined;
  });
  return calls;
}

function isCall(node: Node): node is CallNode {
  return (
    node.type === "CallExpression" ||
    node.type === "NewExpression" ||
    node.type === "TaggedTemplateExpression"
  );
}
