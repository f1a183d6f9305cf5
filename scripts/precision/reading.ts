/** A finding as a reader judges it: the code around the mark, the order of events, what was believed. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { shortHash, type SweptFinding } from "./records.ts";

/** Lines shown before and after the marked one. */
const context = 12;

export function readingOf(finding: SweptFinding, title: string): string {
  const { id, rule, certainty, project, file, line } = finding;
  return [
    `== ${title}  ${id}  ${rule} (${certainty})`,
    `${project}: ${file}:${String(line)}`,
    finding.message,
    ...codeAround(finding),
    ...finding.steps.map((step, index) => `  ${String(index + 1)}. ${step}`),
    ...finding.assumptions.map((text) => `  believed: ${text}`),
    "",
  ].join("\n");
}

function codeAround({
  root,
  file,
  line,
  lineHash,
}: SweptFinding): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const lines = text.split(/\r?\n/u);
  const first = Math.max(0, line - 1 - context);
  const shown = lines.slice(first, line + context).map((content, index) => {
    const number = first + index + 1;
    const mark = number === line ? ">" : " ";
    return `${mark} ${String(number).padStart(5)}  ${content}`;
  });
  const isSame = shortHash((lines[line - 1] ?? "").trim()) === lineHash;
  return isSame ? shown : ["(the file has changed since the sweep)", ...shown];
}
