/** A check before an insert in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding, Model, Step } from "../finding.ts";
import type { Uniqueness } from "../schema/table.ts";
import type { CheckedInsert } from "./check-then-insert.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import { twice } from "./models.ts";

export function checkThenInsertFinding(checked: CheckedInsert): Finding {
  const { insert, lookup, uniqueness } = checked;
  const site = callSite(insert.effect);
  return {
    rule: "no-check-then-insert",
    message: messageOf(checked, site.text),
    location: locationOf(site),
    steps: stepsOf(checked),
    model,
    ...judge({
      doubts: [
        ...nameDoubts("a lookup", lookup.effect),
        ...nameDoubts("an insert", insert.effect),
        ...doubtUnless(
          uniqueness === "not unique" && lookup.isSameValue,
          doubts[uniqueness],
        ),
      ],
      beliefs: [
        { text: "Two requests for the same value can run at the same time." },
      ],
    }),
    fixes: [],
  };
}

const doubts: Readonly<Record<Uniqueness, string>> = {
  unique:
    "An error handler elsewhere may answer the violation of the unique key.",
  "not unique":
    "The looked-up value and the inserted one are not seen to be the same.",
  unknown: "Whether a unique key refuses the second row is not known.",
};

/** What happens, then the remedy; `KEY` is the looked-up attributes. */
const words: Readonly<Record<Uniqueness, string>> = {
  unique:
    "two requests at the same time both find nothing, and the second insert fails at the unique key on KEY with an error that nothing here answers. Insert without asking first and answer that error, or use an upsert.",
  "not unique":
    "two requests at the same time both find nothing and both insert, for no unique key of the schema covers KEY. Add one, then insert without asking first and answer its violation, or use an upsert.",
  unknown:
    "two requests at the same time both find nothing and both insert: without a unique key on KEY there are two rows, with one the second fails with an error that nothing here answers. Let a unique key decide, and answer its violation or use an upsert.",
};

function messageOf(
  { lookup, uniqueness }: CheckedInsert,
  text: string,
): string {
  const key = keyOf(lookup.columns);
  return `\`${text}\` inserts what \`${lookup.effect.site.text}\` did not find: ${words[uniqueness].replace("KEY", () => key)}`;
}

function keyOf(columns: readonly string[]): string {
  return columns.length === 0
    ? "what was looked up"
    : columns.map((column) => `\`${column}\``).join(" and ");
}

function stepsOf({
  insert,
  lookup,
  uniqueness,
}: CheckedInsert): readonly Step[] {
  const target =
    insert.effect.kind === "row" ? describe(insert.effect.entity) : insert.noun;
  const found = `\`${lookup.effect.site.text}\` finds nothing`;
  const inserts = `\`${insert.effect.site.text}\` inserts`;
  return [
    stepAt(lookup.effect, "first request", found, target),
    stepElsewhere("second request", "looks too and finds nothing", target),
    stepElsewhere("second request", "inserts", target, "one row"),
    stepAt(insert.effect, "first request", inserts, target, ends[uniqueness]),
  ];
}

const ends: Readonly<Record<Uniqueness, string>> = {
  unique: "the unique key refuses it, and the request fails",
  "not unique": "two rows",
  unknown: "two rows, or an error at a unique key",
};

const model: Model = {
  protocol: "check-then-insert",
  tasks: twice("request", [
    { op: "row.read", into: "row" },
    { op: "row.insert" },
  ]),
  invariant: "there is one row, and both requests get an answer",
};
