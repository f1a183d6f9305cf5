import path from "node:path";
import { readSource } from "./read-source.ts";
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
  const read = readSource(file, line, absolute);
  if ("problem" in read) return read;
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
