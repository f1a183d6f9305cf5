/** A finding with the order that breaks it, as a table with the user's own lines. */
import path from "node:path";
import { formatOrder, formatTable } from "@consistency-lint/explorer";
import type { BadOrder } from "./orders.ts";
import { headOf, ordersLine, formatFix } from "./format-finding.ts";
import type { View } from "./format-finding.ts";
import { paragraph, printable, printableLine } from "./printable.ts";
import type { Shown } from "./show.ts";
import type { Finding, Step } from "../finding.ts";

/** The findings one below the other. */
export function formatShown(shown: readonly Shown[], view: View): string {
  return `${shown.map((one) => formatOne(one, view)).join("\n\n")}\n`;
}

function formatOne({ finding, badOrder }: Shown, view: View): string {
  const { message, model, fixes } = finding;
  const parts = [
    [`${headOf(finding, view)}  consistency/${finding.rule}`],
    [...paragraph(message), ...ordersLine(model)],
    [stepsTable(finding, badOrder, view)],
    ...(badOrder ? [afterTable(badOrder)] : []),
    ...fixes.map((fix) => formatFix(fix, view)),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** The finding's steps; what the stores hold, where the model's steps are the same. */
function stepsTable(
  { steps, location }: Finding,
  badOrder: BadOrder | undefined,
  view: View,
): string {
  const states = badOrder?.isAligned
    ? badOrder.order.steps.map(({ state }) => state)
    : [];
  const stores = [...new Set(states.flatMap((state) => Object.keys(state)))];
  const rows = steps.map((step, index) => [
    String(index + 1),
    step.actor,
    actionOf(step),
    placeOf(step, location.file),
    codeOf(step, view),
    ...stores.map((store) => states[index]?.[store] ?? ""),
    step.after ?? "",
  ]);
  const head = ["step", "actor", "action", "line", "code", ...stores, "then"];
  return formatTable([head, ...rows].map((row) => row.map(printableLine)));
}

function actionOf({ operation, target }: Step): string {
  return operation.includes(target) ? operation : `${operation} (${target})`;
}

function placeOf({ location }: Step, ownFile: string): string {
  if (!location) return "";
  const line = String(location.start.line);
  return location.file === ownFile
    ? line
    : `${path.basename(location.file)}:${line}`;
}

/** Longer lines of code are cut. */
const WIDEST_CODE = 60;

function codeOf({ location }: Step, { lineOf }: View): string {
  if (!location) return "";
  const line = lineOf(location.file, location.start.line)?.trim() ?? "";
  return line.length > WIDEST_CODE
    ? `${line.slice(0, WIDEST_CODE - 1)}…`
    : line;
}

/** When it was too late; and the model's own order, where it has other steps. */
function afterTable({
  order,
  isAligned,
  noReturn,
}: BadOrder): readonly string[] {
  const point = noReturn
    ? [
        `After step ${String(noReturn.step)} no order ends well any more; ${noReturn.escape} would have.`,
      ]
    : ["No order ends well."];
  return isAligned
    ? [printable(`This is the order ${order.schedule}.`), ...point]
    : [
        "The order in the model that was counted:",
        "",
        formatOrder(order),
        ...point,
      ];
}
