/** A cached copy without an end in words. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Assumption, Finding } from "../finding.ts";
import type { KeptCopy } from "./cache-ttl.ts";
import { entityName } from "../analysis/entity-name.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import { cacheAsideModel } from "./models.ts";

export function withoutEnd(copy: KeptCopy): Finding {
  const { write, source } = copy;
  const site = callSite(write);
  const key = describe(write.key);
  return {
    rule: "require-cache-ttl",
    message: `\`${site.text}\` stores a copy of ${told(copy)} that never expires: when one invalidation is missed or fails, the old value stays for good. Give the entry a time to live.`,
    location: locationOf(site),
    steps: [
      stepAt(
        source,
        "reader",
        `\`${source.site.text}\` has the value`,
        told(copy),
      ),
      stepAt(
        write,
        "reader",
        `\`${write.site.text}\` stores it with no end`,
        key,
        "the cache holds the current value",
      ),
      stepElsewhere(
        "writer",
        "changes the row, and its invalidation fails or is not there",
        "the row",
        "the database holds the new value",
      ),
      stepElsewhere(
        "reader",
        "finds the old value, today and in a year",
        key,
        "the cache holds the old value",
      ),
    ],
    model,
    ...judge({ doubts: doubtsOf(copy) }),
    fixes: [],
  };
}

function told({ source }: KeptCopy): string {
  const entity = source.kind === "row" ? entityName(source.entity) : undefined;
  return entity !== undefined
    ? `\`${entity}\``
    : `what \`${source.site.text}\` answered`;
}

function doubtsOf({ source, kind }: KeptCopy): readonly Assumption[] {
  return [
    ...(kind === "load" || isProved(source)
      ? []
      : nameDoubts("a database", source)),
    ...doubtUnless(
      kind !== "load",
      `\`${source.site.text}\` reads data that can change, judged by its name and place.`,
      "stores",
    ),
    ...doubtUnless(
      kind !== "part",
      "What is stored, made of the row, is no record of its own.",
    ),
    ...doubtUnless(
      kind !== "mirror",
      "The cached value is the one of the row, and can change there.",
    ),
  ];
}

/** The writer may stop between the two. */
export const model = cacheAsideModel("missed-invalidation", [
  { op: "row.write", from: null },
  { op: "crash" },
  { op: "cache.delete" },
]);
