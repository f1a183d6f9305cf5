/** Results beside their bars. */

export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What it should be; nothing where the number only informs. */
  readonly bar?: string;
  readonly holds?: boolean;
}

export function describeRows(title: string, rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, bar = "", holds }) => [
    what,
    measured,
    bar,
    holds === undefined ? "" : holds ? "yes" : "NO",
  ]);
  const all = [["measure", "result", "bar", "holds"], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? "").length)),
  );
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [title, ...lines, ""].join("\n");
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
