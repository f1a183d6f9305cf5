/** A missing invalidation in words, with the order of events that shows it. */
import path from "node:path";
import { distance } from "fastest-levenshtein";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepIn,
} from "../analysis/report-place.ts";
import type { Assumption, Finding, Step } from "../finding.ts";
import type { KeyForm } from "../peers/key-form.ts";
import { callIn } from "../peers/peer.ts";
import type { CachePeer } from "../peers/peer.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import type { LeftCopies, LeftCopy } from "./missing-invalidation.ts";
import { cacheAsideModel } from "./models.ts";

export function missingInvalidationFinding(found: LeftCopies): Finding {
  const { change, copies } = found;
  const site = callSite(change.write);
  const misspelled = copies.flatMap(
    ({ key }) => misspellingOf(key, found.deletes) ?? [],
  );
  return {
    rule: "require-invalidation",
    message: messageOf(found, misspelled[0]),
    location: locationOf(site),
    steps: stepsOf(found, misspelled[0]),
    model,
    ...judge({ doubts: doubtsOf(found, misspelled.length > 0), beliefs }),
    fixes: [],
  };
}

interface Misspelling {
  readonly deletion: CachePeer;
  readonly spelled: KeyForm;
  readonly key: KeyForm;
}

const mostEdits = 2;

/** A deleted key that differs from the cached one by a letter or two: it was meant. */
function misspellingOf(
  key: KeyForm,
  deletes: readonly CachePeer[],
): Misspelling | undefined {
  for (const deletion of deletes)
    for (const spelled of deletion.keys)
      if (
        spelled.pieces.length === key.pieces.length &&
        distance(outline(spelled), outline(key)) <= mostEdits
      )
        return { deletion, spelled, key };
  return undefined;
}

function outline({ pieces }: KeyForm): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : "\0"))
    .join("");
}

function messageOf(
  { change, copies }: LeftCopies,
  misspelled: Misspelling | undefined,
): string {
  const [first] = copies;
  const keys = copies.map(({ key }) => quoted(key.text)).join(" and ");
  const fills = first
    ? `\`${callIn(first.fill).text}\` in ${fileOf(first)}`
    : "";
  const text = callSite(change.write).text;
  const lapse = misspelled
    ? `what is deleted is ${quoted(misspelled.spelled.text)}, another key`
    : "nothing takes that copy away";
  return `\`${text}\` changes ${change.name} rows, of which ${fills} keeps a copy under ${keys}; ${lapse}, so readers get the old rows ${untilWhen(first)}. Delete ${keys} once the write is committed.`;
}

function fileOf(copy: LeftCopy | undefined): string {
  return copy ? path.basename(callIn(copy.fill).location.file) : "";
}

function untilWhen(copy: LeftCopy | undefined): string {
  const ttl = copy?.fill.ttl;
  return ttl === undefined
    ? "for as long as the entry stays"
    : `until its time to live of ${inWords(ttl)} ends`;
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

function inWords(seconds: number): string {
  const [unit, size] = units.find(([, one]) => seconds >= one) ?? ["second", 1];
  const count = Math.round((10 * seconds) / size) / 10;
  return `${String(count)} ${unit}${count === 1 ? "" : "s"}`;
}

function quoted(text: string): string {
  return /^[`"]/u.test(text) ? text : `\`${text}\``;
}

function stepsOf(
  { change, copies }: LeftCopies,
  misspelled: Misspelling | undefined,
): readonly Step[] {
  const [copy] = copies;
  if (!copy) return [];
  const { key, fill, row, invalidators } = copy;
  const [other] = invalidators;
  return [
    stepIn(
      row.read.location,
      "reader",
      `\`${row.read.text}\` reads the current rows`,
      row.name,
    ),
    stepIn(
      callIn(fill).location,
      "reader",
      `\`${callIn(fill).text}\` stores them`,
      key.text,
      "the cache holds what the database holds",
    ),
    stepAt(
      change.write,
      "writer",
      `\`${change.write.site.text}\` commits its change`,
      change.name,
      "the cache holds the old rows",
    ),
    ...(misspelled
      ? [
          stepIn(
            callIn(misspelled.deletion).location,
            "writer",
            `\`${callIn(misspelled.deletion).text}\` deletes another key`,
            misspelled.spelled.text,
            "the cache still holds the old rows",
          ),
        ]
      : []),
    ...(other && !misspelled
      ? [
          stepIn(
            callIn(other).location,
            "another writer",
            `\`${callIn(other).text}\` deletes the key, but only after its own write`,
            key.text,
          ),
        ]
      : []),
    {
      actor: "reader",
      operation: "finds the key and answers with the old rows",
      target: key.text,
    },
  ];
}

const model = cacheAsideModel("cache-aside-no-delete", [
  { op: "row.write", from: null },
]);

function doubtsOf(
  { change, copies, isComplete }: LeftCopies,
  isMisspelled: boolean,
): readonly Assumption[] {
  return [
    ...nameDoubts("a database", change.write),
    ...doubtUnless(
      isProved(change.write) &&
        copies.some(({ fill, row }) => fill.isProved && row.isProved),
      "The copy is made of these rows and kept in a cache, judged by names.",
      "stores",
    ),
    ...doubtUnless(
      isMisspelled ||
        copies.some(({ invalidators }) => invalidators.length > 0),
      "Old rows are not wanted here: no writer of the project deletes this key, so it may be meant to stay until its time to live ends.",
    ),
    ...doubtUnless(
      isComplete,
      "No file beyond those that were searched deletes this key.",
    ),
  ];
}

const beliefs: readonly Assumption[] = [
  { text: "The rows that change are among those that are cached." },
];
