/** Which names a file exports, as its text alone tells: enough to leave out files that cannot have a name. */

export interface ExportedNames {
  /** At least all names that the file exports by itself. */
  readonly names: ReadonlySet<string>;
  /** Whether it hands on names of other files, or exports in a way that text does not tell. */
  readonly isOpen: boolean;
}

const modifiers = String.raw`(?:(?:declare|default|abstract|async)\s+)*`;
const keywords = String.raw`(?:function\s*\*?|const\s+enum|const|let|var|class|enum|type|interface|namespace|module)`;

/** `export const name`, `export async function name`, `export const { a, b } =`. */
const declarations = new RegExp(
  String.raw`\bexport\s+${modifiers}${keywords}\s*([\w$]+|[{[][^=]*)`,
  "gu",
);
/** `export { a, b as c }`, with or without `from`. */
const lists = /\bexport\s*(?:type\s*)?\{([^}]*)\}/gu;
const open =
  /\bexport\s*(?:type\s*)?\*|\bmodule\.exports\b|\bexports\.|\bexport\s*=|\bexport\s+(?:import|default)\b/u;

export function exportedNames(text: string): ExportedNames {
  const names = new Set<string>();
  for (const pattern of [declarations, lists])
    for (const [, found = ""] of text.matchAll(pattern))
      for (const name of found.match(/[\w$]+/gu) ?? []) names.add(name);
  return { names, isOpen: open.test(text) };
}
