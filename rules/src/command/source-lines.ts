import { readFileSync } from "node:fs";

/** The text of a line of a file (from 1); undefined when there is none to read. */
export type LineOf = (file: string, line: number) => string | undefined;

/** Reads each file once, when its first line is asked for. */
export function sourceLines(): LineOf {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = files.get(file) ?? linesOf(file);
    files.set(file, lines);
    return lines[line - 1];
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split(/\r\n|[\n\r\u2028\u2029]/u);
  } catch {
    return [];
  }
}
