import type { Finding } from "../finding.ts";
import { ordersOf } from "./orders.ts";
import { summaryOf } from "./summary.ts";
import type { Outcome } from "./lint-files.ts";

/**
 * One JSON document: `findings` as they are (paths absolute, offsets in UTF-16
 * units), with the orders of each model, `remarks` on comments, `problems`, `summary`. Fields stand in a fixed order.
 */
export function formatJson(outcome: Outcome): string {
  const { problems, remarks } = outcome;
  const report = {
    findings: outcome.findings.map(inOrder),
    remarks: remarks.map(({ kind, text, location }) => ({
      kind,
      text,
      location,
    })),
    problems: problems.map(({ file, kind, text }) => ({ file, kind, text })),
    summary: summaryOf(outcome),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** A finding with `orders` beside each model that can be counted. */
function inOrder(finding: Finding) {
  const { rule, certainty, message, location } = finding;
  const { steps, model, assumptions, fixes } = finding;
  return {
    rule,
    certainty,
    message,
    location,
    steps,
    model,
    orders: ordersOf(model),
    assumptions,
    fixes: fixes.map((fix) => ({ ...fix, orders: ordersOf(fix.model) })),
  };
}
