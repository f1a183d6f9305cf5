/** A cache-aside race in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import type { FlowModule } from "../analysis/effect.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
} from "../analysis/report-place.ts";
import type { Answer } from "../analysis/same.ts";
import type { Assumption, Finding } from "../finding.ts";
import { leaseFill } from "../fixes/lease-fill.ts";
import { callIn } from "../peers/peer.ts";
import type { CacheRead, CacheWrite } from "./cache-keys.ts";
import { describeTarget, writerOf, writerSteps } from "./race-writer.ts";
import type { Writer } from "./race-writer.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import { cacheAsideModel } from "./models.ts";
import type { Load } from "./race-load.ts";

export interface Race extends Load {
  readonly read: CacheRead;
  readonly write: CacheWrite;
  readonly sameKey: Answer;
  /** The fill stands under a lock that no invalidation is known to take. */
  readonly fillLock: boolean;
  /** The run changes rows between the miss and the write. */
  readonly isOutcome: boolean;
  /** Whether something takes entries out of the cache; of a shared cache it is believed. */
  readonly isDeleted: boolean;
}

export function raceFinding(race: Race, module: FlowModule): Finding {
  const { read, load, write } = race;
  const key = describe(write.key);
  const site = callSite(write);
  const doubts = doubtsOf(race);
  const writer = writerOf(race, module, doubts.length === 0);
  return {
    rule: "no-cache-aside-race",
    message: `\`${site.text}\` stores a value that \`${load.site.text}\` loaded earlier: an update and its invalidation can fall in between, and then the old value comes back under ${quoted(key)}. Store it only if nothing was invalidated since the miss: take a lease token on the miss, or set only a newer version over a versioned tombstone.`,
    location: locationOf(site),
    steps: [
      stepAt(read, "reader", `\`${read.site.text}\` finds nothing`, key),
      stepAt(
        load,
        "reader",
        `\`${load.site.text}\` reads the current value`,
        describeTarget(load),
        "the reader holds the old value",
      ),
      ...writerSteps(race, writer),
      stepAt(
        write,
        "reader",
        `\`${write.site.text}\` stores the value it holds`,
        key,
        "the cache holds the old value",
      ),
    ],
    model: cacheAsideModel("cache-aside-delete", [
      { op: "row.write", from: null },
      { op: "cache.delete" },
    ]),
    ...judge({
      doubts: [...doubts, ...missingWriter(writer)],
      beliefs: beliefsOf(writer),
    }),
    fixes: race.sameKey === "yes" ? leaseFill(race, module) : [],
  };
}

function quoted(text: string): string {
  return text.startsWith("`") || text.startsWith('"') ? text : `\`${text}\``;
}

function doubtsOf({
  read,
  load,
  loadKind,
  write,
  sameKey,
  fillLock,
  isOutcome,
  isDeleted,
}: Race): readonly Assumption[] {
  return [
    ...nameDoubts("a cache", read, write),
    ...doubtUnless(
      loadKind === "row" && isProved(load),
      `\`${load.site.text}\` reads data that can change, judged by its name and place.`,
      "stores",
    ),
    ...doubtUnless(
      sameKey === "yes",
      "The read and the write use the same key; the text does not prove it.",
    ),
    ...doubtUnless(
      !fillLock,
      "No invalidation takes the lock that guards this fill.",
    ),
    ...doubtUnless(
      !isOutcome,
      "The value is a copy of stored data, not the outcome of what this run changed, kept to answer a repeated request.",
    ),
    ...doubtUnless(
      isDeleted,
      "Something takes entries out of this map when the data changes; nothing in this file does.",
    ),
  ];
}

/** On a key that nobody deletes, a late write only lengthens what the time to live allows anyway. */
const searched: Readonly<Record<Writer["search"], string>> = {
  file: "other files were not searched for it",
  unfinished: "not all files were searched for it",
  project: "no file of the project was found to do so",
};

/** A key that nobody deletes is old for its time to live at most, as was meant; so is one that is deleted for another reason. */
function missingWriter(writer: Writer): readonly Assumption[] {
  return doubtUnless(
    writer.isPair || writer.search === "file",
    endingOf(writer),
  );
}

function beliefsOf(writer: Writer): readonly Assumption[] {
  return writer.isPair || writer.ending || writer.search !== "file"
    ? []
    : [{ text: endingOf(writer) }];
}

function endingOf({ ending, search }: Writer): string {
  return ending
    ? `What deletes the key through \`${callIn(ending).text}\` does so after an update of this data; ${searched[search]}.`
    : `Something updates this data and deletes the key; ${searched[search]}.`;
}
