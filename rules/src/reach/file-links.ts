/** What a file takes from other files and hands on, as its text tells. */

export interface FileLinks {
  /** By the name in this file; `*` stands for the whole module. */
  readonly imports: ReadonlyMap<string, Link>;
  /** `export { name } from`, by the name that is handed on. */
  readonly handedOn: ReadonlyMap<string, Link>;
  /** Specifiers of `export * from`. */
  readonly starExports: readonly string[];
}

export interface Link {
  readonly specifier: string;
  readonly name: string;
}

const statement =
  /^[ \t]*(import|export)\b(?!\s*\()([^;'"`=()]*?)\bfrom\s*["']([^"'\n]+)["']/gmu;
/** `require("x")`, `import("x")`, with the names that are taken out of it. */
const call =
  /(?:([\w$]+|\{[^{}]*\})\s*=\s*(?:await\s+)?)?\b(?:require|import)\s*\(\s*["']([^"'\n]+)["']/gu;

export function linksOf(text: string): FileLinks {
  const imports = new Map<string, Link>();
  const handedOn = new Map<string, Link>();
  const starExports: string[] = [];
  for (const [, verb, clause = "", specifier = ""] of text.matchAll(
    statement,
  )) {
    if (verb === "import") addAll(imports, clause, specifier);
    else if (/^\s*(?:type\s+)?\*\s*$/u.test(clause))
      starExports.push(specifier);
    else addAll(handedOn, clause, specifier);
  }
  if (text.includes("require(") || text.includes("import("))
    for (const [, clause = "", specifier = ""] of text.matchAll(call))
      addAll(imports, clause.replaceAll(":", " as "), specifier);
  return { imports, handedOn, starExports };
}

/** `User, { find as findUser }`, `* as users`, `type { User }`. */
function addAll(
  links: Map<string, Link>,
  clause: string,
  specifier: string,
): void {
  const [, outside = "", inside = ""] =
    /^([^{]*)(?:\{([^}]*)\})?/u.exec(clause) ?? [];
  for (const part of outside.split(",")) {
    const words: readonly string[] = part.match(/[\w$*]+/gu) ?? [];
    const local = words.at(-1);
    if (local === undefined || local === "type") continue;
    links.set(local, {
      specifier,
      name: words.includes("*") ? "*" : "default",
    });
  }
  for (const part of inside.split(",")) {
    const words = (part.match(/[\w$]+/gu) ?? []).filter(
      (word) => word !== "type",
    );
    const [name] = words;
    if (name !== undefined)
      links.set(words.at(-1) ?? name, { specifier, name });
  }
}
