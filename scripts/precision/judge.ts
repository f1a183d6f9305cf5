/** From a sample and its verdicts to a table of precision. */
import { format } from "prettier";
import type { Sampled, Verdict } from "./records.ts";
import { strataOf } from "./strata.ts";

export interface Judged {
  /** A rule with its certainty, or all of one certainty. */
  readonly name: string;
  readonly certainty: string;
  /** How many findings the sample stands for. */
  readonly population: number;
  readonly right: number;
  readonly wrong: number;
  readonly debatable: number;
}

/** One row for each rule and certainty; throws for a finding without a verdict. */
export function judge(
  sample: readonly Sampled[],
  verdicts: readonly Verdict[],
): readonly Judged[] {
  const byId = new Map(verdicts.map(({ id, verdict }) => [id, verdict]));
  const unread = sample.filter(({ id }) => !byId.has(id));
  if (unread.length > 0)
    throw new Error(`No verdict: ${unread.map(({ id }) => id).join(", ")}`);
  return strataOf(
    sample,
    ({ certainty, rule }) => `${certainty} ${rule}`,
  ).flatMap(([, members]) => rowOf(members, byId));
}

function rowOf(
  members: readonly Sampled[],
  byId: ReadonlyMap<string, Verdict["verdict"]>,
): readonly Judged[] {
  const [first] = members;
  if (!first) return [];
  const count = (verdict: Verdict["verdict"]) =>
    members.filter(({ id }) => byId.get(id) === verdict).length;
  return [
    {
      name: first.rule,
      certainty: first.certainty,
      population: first.population,
      right: count("right"),
      wrong: count("wrong"),
      debatable: count("debatable"),
    },
  ];
}

/** Share of the findings that are right, between 0 and 1: each stratum counts as much as it is large. */
export function precisionOf(rows: readonly Judged[]): number {
  const all = rows.reduce((sum, { population }) => sum + population, 0);
  return rows.reduce(
    (sum, row) => sum + (shareOf(row) * row.population) / all,
    0,
  );
}

/** Debatable findings count half. */
function shareOf({ right, wrong, debatable }: Judged): number {
  return (right + debatable / 2) / (right + wrong + debatable);
}

/** A Markdown table, with a line for all findings of each certainty. */
export async function precisionTable(rows: readonly Judged[]): Promise<string> {
  const head = [
    "| rule | certainty | findings | read | right | debatable | wrong | precision |",
    "|---|---|--:|--:|--:|--:|--:|--:|",
  ];
  const totals = strataOf(rows, ({ certainty }) => certainty).map(
    ([certainty, members]) => lineOf(totalOf(certainty, members), members),
  );
  const lines = rows.map((row) => lineOf(row, [row]));
  return format([...head, ...lines, ...totals].join("\n"), {
    parser: "markdown",
  });
}

function totalOf(certainty: string, rows: readonly Judged[]): Judged {
  const sum = (field: "population" | "right" | "wrong" | "debatable") =>
    rows.reduce((total, row) => total + row[field], 0);
  return {
    name: "all",
    certainty,
    population: sum("population"),
    right: sum("right"),
    wrong: sum("wrong"),
    debatable: sum("debatable"),
  };
}

function lineOf(row: Judged, members: readonly Judged[]): string {
  const { name, certainty, population, right, wrong, debatable } = row;
  const read = right + wrong + debatable;
  const precision = `${(100 * precisionOf(members)).toFixed(0)} %`;
  const cells = [population, read, right, debatable, wrong].map(String);
  const rule = name === "all" ? "all" : `\`${name}\``;
  return `| ${[rule, certainty, ...cells, precision].join(" | ")} |`;
}
