import path from "node:path";
import { badOrderOf, ordersOf } from "./orders.ts";
import type { BadOrder, Orders } from "./orders.ts";
import { readSource } from "./read-source.ts";
import type { Analyser } from "../engine.ts";
import type { Finding } from "../finding.ts";

/** A finding with the orders of its model. */
export interface Shown {
  readonly finding: Finding;
  readonly orders?: Orders;
  readonly badOrder?: BadOrder;
}

/** The findings of a line, possible ones too, or one sentence for why there are none. */
export function showAt(
  { file, line }: { readonly file: string; readonly line: number },
  cwd: string,
  engine: Analyser,
): { readonly shown: readonly Shown[] } | { readonly problem: string } {
  const found = findingsOn({ file, line }, cwd, engine);
  return "problem" in found ? found : { shown: found.findings.map(show) };
}

/** The findings of a line, with the text that they are of. */
export function findingsOn(
  { file, line }: { readonly file: string; readonly line: number },
  cwd: string,
  engine: Analyser,
):
  | { readonly findings: readonly Finding[]; readonly text: string }
  | { readonly problem: string } {
  const absolute = path.resolve(cwd, file);
  const source = readSource(file, line, absolute);
  if ("problem" in source) return source;
  const { findings, notes } = engine.analyze({
    path: absolute,
    text: source.text,
  });
  const wrong = notes.find(
    ({ kind }) => kind === "syntax-error" || kind === "settings",
  );
  if (wrong) return { problem: `${file}: ${wrong.text}` };
  const here = findingsAt(findings, absolute, line);
  return here.length === 0
    ? { problem: noneAt(file, line, findings) }
    : { findings: here, text: source.text };
}

/** Those that mark the line; else those that have a step there. */
function findingsAt(
  findings: readonly Finding[],
  file: string,
  line: number,
): readonly Finding[] {
  const marked = findings.filter(
    ({ location }) => location.start.line === line,
  );
  if (marked.length > 0) return marked;
  return findings.filter(({ steps }) =>
    steps.some(
      ({ location }) => location?.file === file && location.start.line === line,
    ),
  );
}

function show(finding: Finding): Shown {
  const orders = ordersOf(finding.model);
  const badOrder = badOrderOf(finding);
  return {
    finding,
    ...(orders && { orders }),
    ...(badOrder && { badOrder }),
  };
}

function noneAt(
  file: string,
  line: number,
  findings: readonly Finding[],
): string {
  const none = `There is no finding on line ${String(line)} of ${file}.`;
  const lines = new Set(findings.map(({ location }) => location.start.line));
  if (lines.size === 0) return `${none} The file has none.`;
  const places = [...lines].sort((a, b) => a - b).join(", ");
  return `${none} It has findings on line${lines.size === 1 ? "" : "s"} ${places}.`;
}
