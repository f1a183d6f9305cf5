/** The import of a helper file that stands beside the file that needs it. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Change } from "./lease-calls.ts";

/** How the file spells its imports. */
interface ImportStyle {
  readonly quote: string;
  readonly semicolon: string;
  readonly newline: string;
  readonly extension: string;
}

/** Whether the file imports `name` from a file called `file` already. */
export function importsHelper(
  program: TSESTree.Program,
  file: string,
  name: string,
): boolean {
  return importsOf(program).some(
    ({ source, specifiers }) =>
      nameWithoutExtension(source.value) === file &&
      specifiers.some(({ local }) => local.name === name),
  );
}

/** Adds the import after the last one; `undefined` for a file without imports. */
export function helperImport(
  program: TSESTree.Program,
  text: string,
  file: string,
  name: string,
): Change | undefined {
  const imports = importsOf(program);
  const last = imports.at(-1);
  if (!last) return undefined;
  const { quote, semicolon, newline, extension } = styleOf(imports, last, text);
  const end = last.range[1];
  return {
    range: [end, end],
    text: `${newline}import { ${name} } from ${quote}./${file}${extension}${quote}${semicolon}`,
  };
}

function styleOf(
  imports: readonly TSESTree.ImportDeclaration[],
  last: TSESTree.ImportDeclaration,
  text: string,
): ImportStyle {
  return {
    quote: last.source.raw.startsWith("'") ? "'" : '"',
    semicolon: text.slice(0, last.range[1]).endsWith(";") ? ";" : "",
    newline: text.includes("\r\n") ? "\r\n" : "\n",
    extension: extensionOf(imports.map(({ source }) => source.value)),
  };
}

const assets = /\.(?:json|css|scss|html|svg|png|txt|node|graphql|sql)$/u;

/**
 * As the relative imports have it. Without any: `.js`, which TypeScript finds
 * under every module resolution, and Node needs in a module.
 */
function extensionOf(specifiers: readonly string[]): string {
  const relative = specifiers.findLast(
    (specifier) => specifier.startsWith(".") && !assets.test(specifier),
  );
  if (relative === undefined) return ".js";
  return /\.[jt]s$/u.exec(relative)?.[0] ?? "";
}

function nameWithoutExtension(specifier: string): string | undefined {
  return specifier
    .split("/")
    .at(-1)
    ?.replace(/\.[jt]s$/u, "");
}

function importsOf(
  program: TSESTree.Program,
): readonly TSESTree.ImportDeclaration[] {
  return program.body.filter((node) => node.type === "ImportDeclaration");
}
