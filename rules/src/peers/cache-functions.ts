/** Which functions of a file have to do with a cache, told by their text and by whom they call. */
import { functionNames } from "../analysis/function-names.ts";
import type { ModuleFacts } from "../analysis/module-facts.ts";
import type { Parts } from "../reach/gate.ts";
import type { FunctionNode } from "../analysis/value.ts";
import { cacheWords } from "../catalog/names.ts";

/** Those that mention a cache or one of the given names, what is imported from a module about one, or another such function of the file. */
export function cacheFunctions(
  module: ModuleFacts,
  given: readonly string[],
): Parts {
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
  return [...chosen].map(({ range }) => range);
}

function textOf({ text }: ModuleFacts, { range }: FunctionNode): string {
  return text.slice(range[0], range[1]);
}

function mentionsAny(text: string, words: ReadonlySet<string>): boolean {
  for (const [word] of text.matchAll(/[\w$]+/gu))
    if (words.has(word)) return true;
  return false;
}

function importedNames({ imports }: ModuleFacts): readonly string[] {
  return [...imports].flatMap(([name, { specifier }]) =>
    cacheWords.test(specifier) ? [name] : [],
  );
}
