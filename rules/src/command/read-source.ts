import { readFileSync } from "node:fs";
import { codeOf, unreadable } from "./problem.ts";

/** The text of a file that has a certain line, or one sentence for why it cannot be had. */
export function readSource(
  file: string,
  line: number,
  absolute: string,
): { readonly text: string } | { readonly problem: string } {
  if (!/\.[cm]?[jt]sx?$/u.test(absolute))
    return { problem: `${file} is not a TypeScript or JavaScript file.` };
  const read = textOf(absolute);
  if ("problem" in read) return { problem: `${file}: ${read.problem}` };
  const lines = read.text.split(/\r\n|[\n\r\u2028\u2029]/u).length;
  return line < 1 || line > lines
    ? {
        problem: `${file} has ${String(lines)} line${lines === 1 ? "" : "s"}; there is no line ${String(line)}.`,
      }
    : read;
}

function textOf(
  file: string,
): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(file, "utf8") };
  } catch (error) {
    const isMissing = codeOf(error) === "ENOENT";
    return {
      problem: isMissing ? "It does not exist." : unreadable(file, error).text,
    };
  }
}
