/** Orders as tables of plain text: the twin of every picture of them. */
import type { Order, OrderStep } from "./outcome.ts";

/** A Markdown table with columns of even width; the first row is its head. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const cells = rows.map((row) =>
    Array.from({ length: columns }, (_, column) => escaped(row[column] ?? "")),
  );
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const [head, ...body] = cells.map(
    (row) =>
      `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  if (head === undefined) return "";
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [head, rule, ...body].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("|", String.raw`\|`).replaceAll(/\s*\n\s*/gu, " ");
}

/**
 * An order as a table: step, actor, action, what each store holds after it, and
 * at the end whether the invariant holds. Who waits is told below its step.
 */
export function formatOrder({ steps, verdict, schedule }: Order): string {
  const stores = [...new Set(steps.flatMap(({ state }) => Object.keys(state)))];
  const last = steps.length - 1;
  const rows = steps.map((step, index) => [
    String(index + 1),
    step.actor,
    withTurn(step),
    ...stores.map((store) => step.state[store] ?? ""),
    index === last ? (verdict.holds ? "holds" : "broken") : "",
  ]);
  const head = ["step", "actor", "action", ...stores, "invariant"];
  const end = verdict.holds ? "the invariant holds" : verdict.reason;
  return [
    formatTable([head, ...rows]),
    ...waits(steps),
    `Order ${schedule}: ${end}.`,
  ].join("\n");
}

function withTurn({ action, turn }: OrderStep): string {
  return turn === "timeout"
    ? `${action} (done, but it seems to time out)`
    : action;
}

/** Each wait once, at the step that begins it. */
function waits(steps: readonly OrderStep[]): readonly string[] {
  return steps.flatMap(({ waiting }, index) => {
    const before = new Set(steps[index - 1]?.waiting);
    return waiting
      .filter((text) => !before.has(text))
      .map((text) => `After step ${index + 1}: ${text}.`);
  });
}
