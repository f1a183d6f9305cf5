/**
 * Text in, syntax tree out. No file is read here and nothing is remembered.
 * The parser is typescript-estree: it is what ESLint users already have, and
 * being plain JavaScript it can be bundled into an editor extension.
 */
import { parse, type TSESTree } from "@typescript-eslint/typescript-estree";

export type ParsedFile =
  | { readonly kind: "parsed"; readonly ast: TSESTree.Program }
  | {
      readonly kind: "failed";
      readonly message: string;
      readonly line?: number;
    };

/** Longest text that is parsed, in UTF-16 code units. Longer files are generated code. */
export const longestText = 1_500_000;

/**
 * Parses TypeScript or JavaScript to an ESTree with `range` and `loc`; the
 * extension decides about JSX. Positions count from after a byte order mark,
 * as ESLint's do. Never throws.
 */
export function parseText(text: string, path: string): ParsedFile {
  const problem = problemBeforeParsing(text);
  if (problem !== undefined) return { kind: "failed", message: problem };
  try {
    return {
      kind: "parsed",
      ast: parse(withoutByteOrderMark(text), optionsFor(path)),
    };
  } catch (error) {
    return failureOf(error);
  }
}

/** The text as the parser and ESLint see it: a leading byte order mark is not part of it. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function problemBeforeParsing(text: string): string | undefined {
  if (text.length > longestText) {
    return `The file has ${String(text.length)} characters; files over ${String(longestText)} are not analysed.`;
  }
  if (text.includes("\0"))
    return "The file holds binary data, not source text.";
  return undefined;
}

function optionsFor(path: string) {
  return {
    allowInvalidAST: true,
    comment: false,
    errorOnUnknownASTType: false,
    filePath: path,
    jsDocParsingMode: "none",
    jsx: /\.(?:[jt]sx|[cm]?js)$/.test(path),
    loc: true,
    loggerFn: false,
    range: true,
    suppressDeprecatedPropertyWarnings: true,
    tokens: false,
  } as const;
}

function failureOf(error: unknown): ParsedFile {
  if (error instanceof RangeError)
    return { kind: "failed", message: "The code is nested too deeply." };
  const message = error instanceof Error ? error.message : String(error);
  const line = lineOf(error);
  return line === undefined
    ? { kind: "failed", message }
    : { kind: "failed", message, line };
}

/** typescript-estree's error carries `location.start.line`, one-based. */
function lineOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("location" in error)) return undefined;
  const location = error.location as { start?: { line?: unknown } } | undefined;
  const line = location?.start?.line;
  return typeof line === "number" ? line : undefined;
}
