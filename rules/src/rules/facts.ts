/** What is known of every rule: its sentence, its presets, its lesson. The one table of rules. */
import type { RuleName } from "../finding.ts";

/** How sure a finding must be to be reported. */
export type Report = "certain" | "possible";

export interface RuleFacts {
  /** What it asks for: an infinitive without a full stop. */
  readonly description: string;
  /** The bug in a few words, as a title of what to read: "the lost update". */
  readonly topic: string;
  /** The presets that turn the rule on, and what they make it report. */
  readonly presets: {
    /** Only where precision on real code has been shown. */
    readonly recommended?: Report;
    readonly strict?: Report;
  };
  /** Folder below `tutorial/lessons` of the lesson that teaches it, once it is written. */
  readonly lesson?: string;
}

export const ruleFacts: Readonly<Record<RuleName, RuleFacts>> = {
  "no-cache-aside-race": {
    description:
      "disallow storing a loaded value in a cache with nothing that notices an invalidation in between",
    topic: "the cache-aside race",
    presets: { recommended: "certain", strict: "possible" },
    lesson: "01-cache-aside-race",
  },
  "no-early-invalidation": {
    description:
      "disallow deleting a cache key before the write that makes its value old is visible",
    topic: "the early invalidation",
    presets: { strict: "possible" },
  },
  "no-floating-invalidation": {
    description:
      "disallow leaving the promise of a cache invalidation alone, neither awaited nor handled",
    topic: "the floating invalidation",
    presets: { strict: "possible" },
  },
  "require-cache-ttl": {
    description:
      "require that a cached copy of database rows expires, and in the unit that was meant",
    topic: "the copy that never expires",
    presets: { strict: "possible" },
  },
  "no-unordered-cache-write": {
    description:
      "disallow storing a written value, or the name of its version, with a plain set that two writers can do in the other order",
    topic: "the unordered cache write",
    presets: { strict: "possible" },
  },
  "require-invalidation": {
    description:
      "require that a write of cached rows takes the cached copy away",
    topic: "the missing invalidation",
    // On real code one finding in four was right: not before that is mended.
    presets: {},
  },
  "require-version-check": {
    description:
      "require that a write computed from a read row notices a write in between",
    topic: "the lost update",
    presets: { recommended: "certain", strict: "possible" },
  },
  "no-blind-overwrite": {
    description:
      "disallow writing a request's fields over a row without the version that its sender has seen",
    topic: "the blind overwrite",
    presets: { strict: "possible" },
  },
  "require-conflict-handling": {
    description:
      "require that somebody looks whether an update guarded by a version or a state changed its row",
    topic: "the unchecked guard",
    presets: { strict: "possible" },
  },
  "require-version-in-response": {
    description:
      "require that an answer shows the version that writers have to send back",
    topic: "the hidden version",
    presets: { strict: "possible" },
  },
  "require-idempotent-handler": {
    description:
      "require that a handler recognises a second delivery before it does something that adds up",
    topic: "a message that is delivered twice",
    presets: { recommended: "certain", strict: "possible" },
  },
  "no-check-then-insert": {
    description:
      "disallow inserting what a lookup did not find without an upsert or an answer to the unique violation",
    topic: "the check before an insert",
    presets: { strict: "possible" },
  },
  "no-dual-write": {
    description:
      "disallow writing a row and then sending a message with nothing that makes both happen",
    topic: "the dual write",
    presets: { strict: "possible" },
  },
  "require-atomic-dedup": {
    description:
      "require that a marker of what was done is looked at and set in one step",
    topic: "a dedup in two steps",
    presets: { strict: "possible" },
  },
  "require-idempotency-key": {
    description:
      "require that a request for money or goods carries a key that recognises its repeat",
    topic: "a request that is sent again",
    presets: { strict: "possible" },
  },
  "require-read-your-writes": {
    description:
      "require that a flow does not read its own write from a replica or a cache that may not have it yet",
    topic: "reading your own writes",
    presets: { strict: "possible" },
  },
  "no-shared-stale-response": {
    description:
      "disallow letting shared caches keep an answer that was made for one reader",
    topic: "the answer that a cache shares",
    presets: { strict: "possible" },
  },
  "no-hardcoded-staleness-window": {
    description:
      "disallow a bare number that decides how old the data may be that is shown",
    topic: "the unnamed window",
    presets: { strict: "possible" },
  },
};

/** Every rule, in the order of the table. */
export const ruleNames = Object.keys(ruleFacts) as readonly RuleName[];
