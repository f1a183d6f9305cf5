import { readFileSync } from "node:fs";
import path from "node:path";
import { unreadable } from "./problem.ts";
import type { Explanation } from "../explain/explanation.ts";
import { explainLine } from "../explain/explain-line.ts";
import { ProjectSettings } from "../project-settings.ts";

/** The explanation of a line, or one sentence for why there is none. */
export type Explained =
  { readonly explanation: Explanation } | { readonly problem: string };

export function explainAt(
  { file, line }: { readonly file: string; readonly line: number },
  cwd: string,
): Explained {
  const absolute = path.resolve(cwd, file);
  if (!/\.[cm]?[jt]sx?$/u.test(absolute))
    return { problem: `${file} is not a TypeScript or JavaScript file.` };
  const read = textOf(absolute);
  if ("problem" in read) return { problem: `${file}: ${read.problem}` };
  const lines = read.text.split(/\r\n|[\n\r\u2028\u2029]/u).length;
  if (line < 1 || line > lines)
    return {
      problem: `${file} has ${String(lines)} line${lines === 1 ? "" : "s"}; there is no line ${String(line)}.`,
    };
  const { answer } = new ProjectSettings().of(absolute);
  if ("problem" in answer) return answer;
  const source = { path: absolute, text: read.text };
  const explanation = explainLine(source, line, answer.settings);
  if ("problem" in explanation)
    return { problem: `${file}: ${explanation.problem}` };
  return explanation.calls.length === 0
    ? { problem: `There is no call on line ${String(line)} of ${file}.` }
    : { explanation };
}

function textOf(
  file: string,
): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(file, "utf8") };
  } catch (error) {
    const isMissing =
      error instanceof Error && "code" in error && error.code === "ENOENT";
    return {
      problem: isMissing ? "It does not exist." : unreadable(file, error).text,
    };
  }
}
