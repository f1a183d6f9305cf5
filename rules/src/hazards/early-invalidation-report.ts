/** An early invalidation in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Assumption, Finding, Step } from "../finding.ts";
import type { Relation } from "./copied-entity.ts";
import type { EarlyInvalidation } from "./early-invalidation.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import { cacheAsideModel } from "./models.ts";

export function earlyInvalidationFinding(early: EarlyInvalidation): Finding {
  const site = callSite(early.deletion);
  return {
    rule: "no-early-invalidation",
    message: `${whatHappens(early)}: a reader in between finds nothing, reads the old row and stores it again, and then nobody deletes ${quoted(describe(early.deletion.key))}. ${remedies[early.timing]}`,
    location: locationOf(site),
    steps: stepsOf(early),
    model,
    ...judge({ doubts: doubtsOf(early), beliefs }),
    fixes: [],
  };
}

function whatHappens({ deletion, write, timing }: EarlyInvalidation): string {
  const remove = `\`${callSite(deletion).text}\``;
  const update = `\`${callSite(write.effect).text}\``;
  switch (timing) {
    case "before":
      return `${remove} deletes the key before ${update} writes the row`;
    case "beside":
      return `${remove} deletes the key while ${update} is still writing the row`;
    case "uncommitted":
      return `${remove} deletes the key before the transaction of ${update} commits`;
  }
}

const remedies = {
  before: "Delete the key after the write.",
  beside: "Wait for the write, then delete the key.",
  uncommitted:
    "Delete the key after the commit: behind the awaited transaction, or in an after-commit hook.",
} as const;

function stepsOf({
  deletion,
  write,
  timing,
}: EarlyInvalidation): readonly Step[] {
  const key = describe(deletion.key);
  const row = write.entities[0] ?? write.effect.site.text;
  const update = `\`${write.effect.site.text}\``;
  const removal = stepAt(
    deletion,
    "writer",
    `\`${deletion.site.text}\` deletes the key`,
    key,
    "the cache is empty",
  );
  const reader = [
    stepElsewhere("reader", "finds nothing in the cache", key),
    stepElsewhere("reader", "reads the current row", row, "it is the old one"),
    stepElsewhere(
      "reader",
      "stores the row in the cache",
      key,
      "the cache holds the old value",
    ),
  ];
  if (timing === "uncommitted")
    return [
      stepAt(
        write.effect,
        "writer",
        `${update} writes inside a transaction`,
        row,
      ),
      removal,
      ...reader,
      stepElsewhere(
        "writer",
        "the transaction commits",
        row,
        "the database holds the new value, the cache the old one",
      ),
    ];
  return [
    removal,
    ...reader,
    stepAt(
      write.effect,
      "writer",
      `${update} writes the row`,
      row,
      "the database holds the new value, the cache the old one",
    ),
  ];
}

/** A write is seen by others at its commit: in the model, that is where it stands. */
const model = cacheAsideModel("cache-aside-early-delete", [
  { op: "cache.delete" },
  { op: "row.write", from: null },
]);

function doubtsOf(early: EarlyInvalidation): readonly Assumption[] {
  const { deletion, write, relation, transaction } = early;
  return [
    ...nameDoubts("a cache", deletion),
    ...(write.proved
      ? []
      : nameDoubts("a write of the database", write.effect)),
    ...doubtUnless(relation === "proved", copies[relation]),
    ...doubtUnless(
      transaction === undefined ||
        "site" in transaction ||
        transaction.kind === "transaction",
      "The callback runs in a transaction, judged by the name of the call.",
    ),
  ];
}

const copies: Readonly<Record<Relation, string>> = {
  proved: "",
  named: "The key holds a copy of these rows, judged by its name.",
  "same-id":
    "The key holds a copy of these rows, judged by the id that picks both.",
};

const beliefs: readonly Assumption[] = [
  { text: "Readers of the key load the row after a miss and store it." },
];

function quoted(text: string): string {
  return text.startsWith("`") || text.startsWith('"') ? text : `\`${text}\``;
}
