/** Results beside their bars, as Markdown. */

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
  const heads = ["measure", "result", "bar", "holds"];
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...cells.map((row) => row[column] ?? "")].map(lengthOf)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [title, "", line(heads), rule, ...cells.map(line), ""].join("\n");
}

function lengthOf(text: string): number {
  return text.length;
}

/** What a configuration adds to the time of `base`; `bar` is a share. */
export function overheadRow(
  what: string,
  time: number,
  base: number,
  bar?: number,
): Row {
  const share = (time - base) / base;
  const row = { what, measured: `+${percent(share)}` };
  if (bar === undefined) return row;
  return { ...row, bar: `${(bar * 100).toFixed(0)} %`, holds: share <= bar };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
