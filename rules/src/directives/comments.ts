import { parse } from "@typescript-eslint/typescript-estree";
import type { Position } from "../finding.ts";

/** A comment of a source file. */
export interface Comment {
  readonly kind: "line" | "block";
  /** What stands between the comment's marks. */
  readonly text: string;
  readonly start: Position;
  readonly end: Position;
  /** UTF-16 offsets, end exclusive. */
  readonly range: readonly [number, number];
}

/**
 * The comments of a TypeScript or JavaScript text, in order. The extension of
 * `path` decides about JSX. None when the text has no readable syntax.
 *
 * A parser finds them, because only it can tell a comment from the same
 * characters in a string, a template or a regular expression.
 */
export function commentsOf(text: string, path: string): readonly Comment[] {
  try {
    return parse(text, optionsFor(path)).comments.map(toComment);
  } catch {
    return [];
  }
}

function optionsFor(path: string) {
  return {
    allowInvalidAST: true,
    comment: true,
    filePath: path,
    jsDocParsingMode: "none",
    jsx: /\.(?:[jt]sx|[cm]?js)$/u.test(path),
    loc: true,
    loggerFn: false,
    range: true,
  } as const;
}

function toComment({ type, value, loc, range }: EstreeComment): Comment {
  const kind = /^line$/iu.test(type) ? "line" : "block";
  return { kind, text: value, start: loc.start, end: loc.end, range };
}

interface EstreeComment {
  readonly type: string;
  readonly value: string;
  readonly loc: { readonly start: Position; readonly end: Position };
  readonly range: readonly [number, number];
}
