/** An unnamed window in words, with the order of events that shows what it lets pass. */
import { describe } from "../analysis/describe.ts";
import type { Effect, Site } from "../analysis/effect.ts";
import {
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding, Model, Step } from "../finding.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";

export interface Window {
  /** How long cached data may be old, how long a writer is remembered, how long a replica is waited for. */
  readonly kind: "expiry" | "marker" | "wait";
  readonly effect: Effect;
  /** What the window is about: the row that was read, or the read that waits. */
  readonly other?: Effect;
  /** The call that is given the number. */
  readonly site: Site;
  /** As it is written. */
  readonly number: number;
}

const meanings: Readonly<Record<Window["kind"], string>> = {
  expiry: "how long readers may be shown an old row",
  marker: "how long a writer is kept from reading old rows",
  wait: "how long a replica needs to catch up",
};

export function windowFinding(window: Window): Finding {
  const { kind, effect, other, site, number } = window;
  return {
    rule: "no-hardcoded-staleness-window",
    message: `The bare ${String(number)} given to \`${site.text}\` decides ${meanings[kind]}, and nothing says where it comes from: nobody can hold it against the lag that is measured. Give it a name and derive it from that lag.`,
    location: locationOf(site),
    steps: stepsOf(window),
    model: kind === "expiry" ? expiry : replica,
    ...judge({
      doubts: [
        ...nameDoubts("a cache", effect),
        ...doubtUnless(
          other !== undefined && isProved(other),
          "The number bounds how old the data may be, judged by names.",
          "stores",
        ),
      ],
      beliefs: [{ text: "The data changes while the window is open." }],
    }),
    fixes: [],
  };
}

function stepsOf({
  kind,
  effect,
  other,
  site,
  number,
}: Window): readonly Step[] {
  const target =
    other?.kind === "row" ? describe(other.entity) : effect.site.text;
  if (kind === "expiry")
    return [
      {
        actor: "reader",
        operation: `\`${site.text}\` keeps the row for ${String(number)}`,
        target,
        location: locationOf(site),
      },
      stepElsewhere("writer", "changes the row", target, "the kept row is old"),
      stepElsewhere(
        "reader",
        "is shown the kept row until the window ends",
        target,
      ),
    ];
  return [
    stepElsewhere("writer", "changes the row on the primary", target),
    stepAt(
      effect,
      "writer",
      `\`${effect.site.text}\` opens a window of ${String(number)}`,
      target,
    ),
    stepElsewhere(
      "replica",
      "lags longer than the window",
      target,
      "the replica holds the old row",
    ),
    other
      ? stepAt(
          other,
          "writer",
          `\`${other.site.text}\` reads the replica`,
          target,
          "the writer sees the old row",
        )
      : stepElsewhere(
          "writer",
          "reads the replica",
          target,
          "the writer sees the old row",
        ),
  ];
}

const expiry: Model = {
  protocol: "cache-expiry",
  tasks: [
    {
      actor: "reader",
      operations: [
        { op: "row.read", into: "row" },
        { op: "cache.set", from: "row" },
        { op: "cache.get", into: "kept" },
        { op: "response.send", from: "kept" },
      ],
    },
    { actor: "writer", operations: [{ op: "row.write", from: null }] },
  ],
  invariant: "nobody is shown a row older than the bound that was promised",
};

const replica: Model = {
  protocol: "read-own-write",
  tasks: [
    {
      actor: "writer",
      operations: [
        { op: "row.write", from: null },
        { op: "row.read", into: "row", replica: true },
        { op: "response.send", from: "row" },
      ],
    },
  ],
  invariant: "a writer reads what it has written itself",
};
