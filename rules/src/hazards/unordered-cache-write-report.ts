/** An unordered cache write in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import type { Effect } from "../analysis/effect.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
} from "../analysis/report-place.ts";
import type { Assumption, Finding, Step } from "../finding.ts";
import type { CacheWrite } from "./cache-keys.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import { twice } from "./models.ts";
import type { WriteThrough } from "./unordered-cache-write.ts";

const beliefs: readonly Assumption[] = [
  { text: "Two requests can change the same row at once." },
];

export function writeThroughFinding(through: WriteThrough): Finding {
  const { update, reload, write, isSame } = through;
  const site = callSite(write);
  const key = describe(write.key);
  return {
    rule: "no-unordered-cache-write",
    message: `\`${site.text}\` stores what \`${callSite(update).text}\` wrote with nothing that keeps the order: of two writers the one that wrote the row first may store last, and then the older value stays under ${quoted(key)}. Store only a newer version, or delete the key instead.`,
    location: locationOf(site),
    steps: [
      ...valueSteps("first writer", update, reload),
      ...valueSteps("second writer", update, reload),
      stepAt(
        write,
        "second writer",
        `\`${write.site.text}\` stores the newer value`,
        key,
        "the cache holds what the database holds",
      ),
      stepAt(
        write,
        "first writer",
        `\`${write.site.text}\` stores the older value over it`,
        key,
        "the cache holds the old value",
      ),
    ],
    model: {
      protocol: "write-through",
      tasks: twice("writer", [
        { op: "row.write", from: "value" },
        { op: "cache.set", from: "value" },
      ]),
      invariant: "the cache holds what the database holds",
    },
    ...judge({
      doubts: [
        ...nameDoubts("a cache", write),
        ...(isProved(update) ? [] : nameDoubts("a database", update)),
        ...doubtUnless(
          isSame,
          "The stored value is of the row that was written; the text does not prove it.",
        ),
      ],
      beliefs,
    }),
    fixes: [],
  };
}

function valueSteps(
  actor: string,
  update: Effect,
  reload: Effect | undefined,
): readonly Step[] {
  const row = update.kind === "row" ? describe(update.entity) : "";
  const written = stepAt(
    update,
    actor,
    `\`${update.site.text}\` writes the row`,
    row,
  );
  if (!reload) return [written];
  return [
    written,
    stepAt(reload, actor, `\`${reload.site.text}\` reads it again`, row),
  ];
}

export interface PointerWrite {
  /** The value, under a key with its version. */
  readonly entry: CacheWrite;
  /** The name of the version in use. */
  readonly pointer: CacheWrite;
}

export function pointerFinding({ entry, pointer }: PointerWrite): Finding {
  const site = callSite(pointer);
  const key = describe(pointer.key);
  return {
    rule: "no-unordered-cache-write",
    message: `\`${site.text}\` names the current version with a plain set: of two writers the one with the older version may set it last, and then every reader is led to the older value. Move ${quoted(key)} only forward, in one script.`,
    location: locationOf(site),
    steps: [
      ...["first writer", "second writer"].map((actor) =>
        stepAt(
          entry,
          actor,
          `\`${entry.site.text}\` stores its version`,
          describe(entry.key),
        ),
      ),
      stepAt(
        pointer,
        "second writer",
        `\`${pointer.site.text}\` names the newer version`,
        key,
        "readers see the newer value",
      ),
      stepAt(
        pointer,
        "first writer",
        `\`${pointer.site.text}\` names the older version`,
        key,
        "readers see the older value",
      ),
    ],
    model: {
      protocol: "versioned-pointer",
      tasks: twice("writer", [
        { op: "row.write", from: "value" },
        { op: "cache.set", from: "value" },
        { op: "cache.set", from: "value" },
      ]),
      invariant: "the pointer names the newest version",
    },
    ...judge({
      doubts: [
        ...nameDoubts("a cache", entry, pointer),
        {
          text: "The stored number or name is a version, judged by the names of the keys.",
        },
      ],
      beliefs,
    }),
    fixes: [],
  };
}

function quoted(text: string): string {
  return text.startsWith("`") || text.startsWith('"') ? text : `\`${text}\``;
}
