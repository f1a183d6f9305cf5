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
  "require-invalidation": {
    description:
      "require that a write of cached rows takes the cached copy away",
    topic: "the missing invalidation",
    presets: { strict: "possible" },
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
