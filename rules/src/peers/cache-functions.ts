/** Which functions of a file have to do with a cache, told by their text and by whom they call. */
import { functionNames } from "../analysis/function-names.ts";
import type { FunctionTest } from "../analysis/flows.ts";
import type { ModuleFacts } from "../analysis/module-facts.ts";
import type { FunctionNode } from "../analysis/value.ts";
import { cacheWords } from "../catalog/names.ts";

/** Those that mention a cache or one of the given names, what is imported from a module about one, or another such function of the file. */
export function cacheFunctions(
  module: ModuleFacts,
  given: readonly string[],
): FunctionTest {
  const names = functionNames(module);
  const words = new Set([...given, ...importedNames(module)]);
  const chosen = new Set<FunctionNode>();
  const isAbout = (node: FunctionNode) => {
    const text = textOf(module, node);
    return cacheWords.test(text) || mentionsAny(text, words);
  };
  for (let before = -1; before < words.size;) {
    before = words.size;
    for (const node of module.functions) {
      if (chosen.has(node) || !isAbout(node)) continue;
      chosen.add(node);
      const name = names.get(node);
      if (name !== undefined) words.add(name);
    }
  }
  return (node) => chosen.has(node) || isAround(node, chosen);
}

function textOf({ text }: ModuleFacts, { range }: FunctionNode): string {
  return text.slice(range[0], range[1]);
}

function mentionsAny(text: string, words: ReadonlySet<string>): boolean {
  for (const [word] of text.matchAll(/[\w$]+/gu))
    if (words.has(word)) return true;
  return false;
}

/** A function around a chosen one is chosen by its text; one inside belongs to its flow. */
function isAround(node: FunctionNode, chosen: ReadonlySet<FunctionNode>) {
  return [...chosen].some(
    ({ range }) => node.range[0] >= range[0] && node.range[1] <= range[1],
  );
}

function importedNames({ imports }: ModuleFacts): readonly string[] {
  return [...imports].flatMap(([name, { specifier }]) =>
    cacheWords.test(specifier) ? [name] : [],
  );
}
