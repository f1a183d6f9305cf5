/** A read that misses the flow's own write, in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import type { Evidence } from "../analysis/effect.ts";
import {
  callSite,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding, Model } from "../finding.ts";
import type { CacheRead } from "./cache-keys.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import type { RowNode } from "./same-row.ts";

export type OwnWriteRead = { readonly write: RowNode } & (
  | {
      readonly read: RowNode;
      readonly copy: "replica";
      /** How it is known that a replica answers. */
      readonly replica: Evidence;
    }
  | { readonly read: CacheRead; readonly copy: "cache" }
);

interface Words {
  readonly holds: string;
  readonly remedy: string;
  readonly meanwhile: string;
}

const words: Readonly<Record<OwnWriteRead["copy"], Words>> = {
  replica: {
    holds: "a replica that may not have it yet",
    remedy:
      "Read it from the primary, use what the write returned, or wait for a replica that has reached the write's position.",
    meanwhile: "has not received the write yet",
  },
  cache: {
    holds: "a cache that the write did not touch",
    remedy: "Delete the key after the write, or use what the write returned.",
    meanwhile: "still holds the row as it was",
  },
};

export function ownWriteFinding(found: OwnWriteRead): Finding {
  const { write, read, copy } = found;
  const site = callSite(read);
  const { holds, remedy, meanwhile } = words[copy];
  const target = describe(write.entity);
  return {
    rule: "require-read-your-writes",
    message: `\`${site.text}\` reads what \`${callSite(write).text}\` has just written from ${holds}: it can answer the old row, or none. ${remedy}`,
    location: locationOf(site),
    steps: [
      stepAt(write, "request", `\`${write.site.text}\` writes the row`, target),
      stepElsewhere(copy, meanwhile, target, "the copy is older than the row"),
      stepAt(
        read,
        "request",
        `\`${read.site.text}\` reads the copy`,
        target,
        "the request goes on with the old row",
      ),
    ],
    model: modelOf(copy),
    ...judge({ doubts: doubtsOf(found), beliefs: beliefs[copy] }),
    fixes: [],
  };
}

function doubtsOf(found: OwnWriteRead) {
  const { write, read } = found;
  const isReplica =
    found.copy === "replica" ? found.replica.by !== "name" : false;
  return [
    ...nameDoubts("a database", write),
    ...doubtUnless(
      isReplica,
      `\`${callSite(read).text}\` is answered by a copy of what was written; the text does not prove it.`,
      "stores",
    ),
  ];
}

const beliefs = {
  replica: [{ text: "Replication takes time: a replica can be behind." }],
  cache: [{ text: "The cache may hold the row from before the write." }],
} as const;

function modelOf(copy: OwnWriteRead["copy"]): Model {
  return {
    protocol: copy === "replica" ? "read-own-write" : "read-own-write-cache",
    tasks: [
      {
        actor: "request",
        operations: [
          { op: "row.write", from: null },
          copy === "replica"
            ? { op: "row.read", into: "row", replica: true }
            : { op: "cache.get", into: "row" },
          { op: "response.send", from: "row" },
        ],
      },
    ],
    invariant: "a request reads what it has written itself",
  };
}
