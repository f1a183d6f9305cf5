import { globSync } from "tinyglobby";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The repository's folder, with a slash at the end. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A file of ours, by its path from the repository's folder. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** One import, re-export or `import()`. */
export interface Import {
  /** The importing file. */
  readonly from: string;
  /** A path from the repository's folder, or a package as it is written. */
  readonly target: string;
  /** True when nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
}

/** Every TypeScript file of ours, fixtures and samples apart. */
export function readSources(): SourceText[] {
  const files = globSync(["{src,rules,tutorial,test,scripts}/**/*.ts"], {
    cwd: ROOT,
    ignore: ["**/node_modules/**", "**/dist/**", "**/fixtures/**"],
  });
  return files
    .sort()
    .map((path) => ({ path, text: readFileSync(ROOT + path, "utf8") }));
}

/** All imports of a file, in source order. */
export function importsOf(source: SourceText): Import[] {
  const imports: Import[] = [];
  visit(parse(source), (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    imports.push({
      from: source.path,
      target: resolveSpecifier(source.path, specifier),
      isTypeOnly: isTypeOnly(node),
    });
  });
  return imports;
}

/** The names of the methods a file calls: `report` for `context.report()`. */
export function calledMethodsOf(source: SourceText): Set<string> {
  const names = new Set<string>();
  visit(parse(source), (node) => {
    if (!ts.isCallExpression(node)) return;
    const callee = node.expression;
    if (ts.isPropertyAccessExpression(callee)) names.add(callee.name.text);
  });
  return names;
}

function parse({ path, text }: SourceText): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => {
    visit(child, see);
  });
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal);
  }
  const isDynamic =
    ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node)
    ? node.text
    : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node)) return false;
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function resolveSpecifier(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return posix.join(posix.dirname(from), specifier);
}
