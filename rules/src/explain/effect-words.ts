/** An effect in words. */
import { describe } from "../analysis/describe.ts";
import type { Arm, Effect, Evidence, Flow, Scope } from "../analysis/effect.ts";
import { sourcesOf } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";

export function doesWhat(effect: Effect): string {
  switch (effect.kind) {
    case "cache-read":
      return "reads a cache";
    case "cache-write":
      return `writes to a cache${conditionsOfWrite[effect.condition]}`;
    case "cache-delete":
      return effect.pattern
        ? "deletes keys of a cache by a pattern"
        : "deletes a key of a cache";
    case "cache-load":
      return "reads through a cache: on a miss it loads and stores";
    case "cache-change":
      return "changes a value inside the cache itself";
    case "cache-script":
      return "runs a script inside the cache";
    case "row":
      return `${operations[effect.operation]} ${effect.many ? "rows" : "a row"} by ${effect.library}`;
    case "publish":
      return "publishes a message or enqueues a job";
    case "mail":
      return "sends a message to people";
    case "remote":
      return effect.write
        ? "changes something at another service"
        : "asks another service";
    case "dedup":
      return "recognises a second delivery";
    case "verify-webhook":
      return "proves that a provider's webhook calls";
    case "callback-call":
      return "runs a function that the caller supplies";
    case "opaque":
      return "does something that could not be followed";
    default:
      return effect.kind;
  }
}

const conditionsOfWrite = {
  none: ", whatever is there",
  absent: ", only if the key is absent",
  compare: ", only if a comparison holds",
} as const;

const operations = {
  read: "reads",
  insert: "inserts",
  update: "updates",
  upsert: "inserts or updates",
  delete: "deletes",
  change: "lets the database compute a change of",
  save: "saves",
} as const;

/** Parts that are values, in the order in which they are told. */
const VALUES = [
  ["store", "store"],
  ["key", "key"],
  ["field", "field"],
  ["entity", "table"],
  ["where", "where"],
  ["value", "value"],
  ["data", "data"],
  ["ttl", "seconds to live"],
  ["channel", "channel"],
  ["payload", "message"],
  ["dedup", "dedup key"],
  ["idempotency", "idempotency key"],
] as const;

/** The parts of an effect as understood. */
export function partsOf(effect: Effect): Readonly<Record<string, string>> {
  const fields = effect as unknown as Readonly<
    Record<string, Value | undefined>
  >;
  const parts = VALUES.flatMap(([field, name]) => {
    const value = fields[field];
    return value === undefined ? [] : [[name, told(name, value)] as const];
  });
  return Object.fromEntries([
    ...parts,
    ...(effect.awaited ? [] : [["awaited", "no"] as const]),
    ...(effect.kind === "row" && effect.lock !== "none"
      ? [["row lock", effect.lock] as const]
      : []),
  ]);
}

function told(name: string, value: Value): string {
  const text = describe(value);
  const isUnknown = value.kind === "unknown" && value.from.length === 0;
  if (isUnknown) return "not understood";
  return name === "value" || name === "data" || name === "message"
    ? `${text}${originOf(value)}`
    : text;
}

const mostSources = 3;

/** Of which answers a value is made. */
function originOf(value: Value): string {
  const sources = [...sourcesOf(value)].slice(0, mostSources);
  if (sources.length === 0) return "";
  const texts = sources.map(
    ({ site }) => `\`${site.text}\` (line ${String(site.start.line)})`,
  );
  return `, made of what ${texts.join(" and ")} answered`;
}

export function conditionText({ outcome, test }: Arm): string | undefined {
  if (outcome === "caught") return "only after an error was caught";
  if (!test) return undefined;
  if (outcome === "other") return `in one case of ${describe(test)}`;
  return `only when ${describe(test)} is ${outcome}`;
}

export function scopeText({ kind, text, shared }: Scope): string {
  const which =
    kind === "lock" ? (shared ? "shared lock" : "lock of this process") : kind;
  return `${which} \`${text}\``;
}

export function flowText({ name, context }: Flow): string {
  if (!context) return `\`${name}\`; nothing is known that runs it again`;
  const by = context.evidence.by === "name" ? ", judged by its name" : "";
  return `\`${name}\`, run by a ${context.delivery} (\`${context.text}\`${by})`;
}

/** Why it is believed. `place` tells where the callee comes from. */
export function because(evidence: Evidence, place: string): string {
  switch (evidence.by) {
    case "package":
      return `The value is followed${place} to ${evidence.library}, whose calls the catalogue knows.`;
    case "type":
      return `The declared type${place} is one of ${evidence.library}.`;
    case "setting":
      return `A setting says so of \`${evidence.name}\`.`;
    case "name":
      return `Only its name suggests it: \`${evidence.name}\`.`;
  }
}
