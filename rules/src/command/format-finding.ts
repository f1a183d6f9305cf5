import path from "node:path";
import { ordersOf } from "./orders.ts";
import type { Orders } from "./orders.ts";
import type { Paint } from "./paint.ts";
import { paragraph, printable, printableLine } from "./printable.ts";
import type { LineOf } from "./source-lines.ts";
import type { Finding, Fix, Location, Model, Step } from "../finding.ts";
import { ruleDocumentationUrl } from "../links.ts";

/** What rendering needs to know beside the findings. */
export interface View {
  /** Paths are shown relative to this folder. */
  readonly cwd: string;
  readonly lineOf: LineOf;
  readonly paint: Paint;
}

/** A finding as a block of lines: place, message, numbered steps, remedies, rule. */
export function formatFinding(finding: Finding, view: View): string {
  const parts = [
    [
      headOf(finding, view),
      ...indented(2, paragraph(finding.message)),
      ...indented(2, ordersLine(finding.model)),
    ],
    formatSteps(finding, view),
    finding.fixes.flatMap((fix) => formatFix(fix, view)),
    [ruleLine(finding, view)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

export function headOf({ location, certainty }: Finding, view: View): string {
  const { line, column } = location.start;
  const file = relative(location, view);
  const place = `${file}:${String(line)}:${String(column + 1)}`;
  const style = certainty === "certain" ? "red" : "yellow";
  return `${view.paint("bold", place)}  ${view.paint(style, certainty)}`;
}

/** Wider operations push their place to the right instead of all others too. */
const WIDEST_OPERATION = 64;

function formatSteps(finding: Finding, view: View): readonly string[] {
  const { steps, location } = finding;
  const operations = steps.map(operationOf);
  const widths = {
    number: String(steps.length).length,
    actor: Math.max(0, ...steps.map(({ actor }) => actor.length)),
    operation: Math.min(
      WIDEST_OPERATION,
      Math.max(0, ...operations.map(({ length }) => length)),
    ),
  };
  return steps.flatMap((step, index) => [
    stepLine(step, index, widths, placeOf(step, location.file, view)),
    ...linesBelow(step, widths, view),
  ]);
}

interface Widths {
  readonly number: number;
  readonly actor: number;
  readonly operation: number;
}

function stepLine(
  step: Step,
  index: number,
  widths: Widths,
  place: string,
): string {
  const number = String(index + 1).padStart(widths.number);
  const actor = step.actor.padEnd(widths.actor);
  const operation = operationOf(step).padEnd(widths.operation);
  return `  ${number} ${actor}  ${operation}  ${place}`.trimEnd();
}

/** The source line of a step and the state after it. */
function linesBelow(step: Step, widths: Widths, view: View): readonly string[] {
  const margin = " ".repeat(widths.number + widths.actor + 5);
  return [...sourceOf(step, view), ...stateAfter(step)].map(
    (line) => margin + view.paint("dim", line),
  );
}

/** The operation, and its target unless the sentence already names it. */
function operationOf({ operation, target }: Step): string {
  const named = operation.includes(target) ? "" : `  ${target}`;
  return printableLine(`${operation}${named}`);
}

/** The finding's own file is named above; its name alone is enough here. */
function placeOf({ location }: Step, ownFile: string, view: View): string {
  if (location === undefined) return "";
  const file =
    location.file === ownFile
      ? path.basename(ownFile)
      : relative(location, view);
  return `${file}:${String(location.start.line)}`;
}

function sourceOf({ location }: Step, view: View): readonly string[] {
  if (location === undefined) return [];
  const line = view.lineOf(location.file, location.start.line)?.trim();
  return line === undefined || line === "" ? [] : [`| ${printableLine(line)}`];
}

function stateAfter({ after }: Step): readonly string[] {
  return after === undefined ? [] : [`> ${printable(after)}`];
}

/** How many orders break the finding's model, and how. */
export function ordersLine(model: Model): readonly string[] {
  const orders = ordersOf(model);
  if (!orders) return [];
  const { reason = "" } = orders;
  return [printable(`${countOf(orders)}: ${reason}.`)];
}

function countOf({ bad, all }: Orders): string {
  const verb = bad === 1 ? "breaks" : "break";
  return `${String(bad)} of ${String(all)} orders ${verb} it`;
}

export function formatFix(
  { title, leavesOpen, model }: Fix,
  view: View,
): readonly string[] {
  const orders = ordersOf(model);
  const count = orders ? ` (${countOf(orders)})` : "";
  const open = leavesOpen === "" ? [] : paragraph(leavesOpen);
  return [
    `  ${view.paint("green", "Fix:")} ${printable(title)}${count}`,
    ...indented(
      7,
      open.map((line) => view.paint("dim", line)),
    ),
  ];
}

function indented(spaces: number, lines: readonly string[]): readonly string[] {
  return lines.map((line) => " ".repeat(spaces) + line);
}

function ruleLine({ rule }: Finding, { paint }: View): string {
  const link = paint("underline", ruleDocumentationUrl(rule));
  return `  consistency/${rule}  ${link}`;
}

function relative({ file }: Location, { cwd }: View): string {
  return path.relative(cwd, file) || file;
}
