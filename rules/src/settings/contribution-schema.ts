/**
 * The catalogue's record of what a call does, as a schema for what users
 * write. The types it gives are checked against the catalogue's own, so that
 * the two cannot drift apart.
 */
import * as v from "valibot";
import { either } from "./either.ts";
import { type Entries, exactly } from "./exactly.ts";
import type { Contribution } from "../catalog/entry.ts";

const optional = v.exactOptional;
const yes = v.literal(true);

/** Position of an argument. */
export const place = v.pipe(v.number(), v.integer("a whole number"));

/** A part of a call. */
export const pick = exactly({
  arg: place,
  property: optional(v.string()),
  rest: optional(yes),
});

const mark = exactly({
  word: optional(v.string()),
  from: optional(place),
  option: optional(pick),
  equals: optional(v.string()),
  madeBy: optional(v.string()),
});
const marks = v.array(mark);

const ttl = v.array(
  exactly({
    at: pick,
    unit: v.picklist(["seconds", "milliseconds"]),
    afterWord: optional(v.string()),
    when: optional(mark),
  }),
);

const lockMode = exactly({
  at: pick,
  modes: v.record(v.string(), v.picklist(["update", "share", "none"])),
});

const property = v.literal("property");

/** A part of the call, or the member before the method (`prisma.user.update`). */
const entity = either(
  (input) => (typeof input === "string" ? property : pick),
  [property, pick],
);

const rowOperation = v.picklist([
  "read",
  "insert",
  "update",
  "upsert",
  "delete",
  "change",
  "save",
]);

const delivery = v.picklist([
  "consumer",
  "webhook",
  "job",
  "cron",
  "retried-step",
  "request",
  "event",
]);

/** What one call does: the value of an entry of `calls`. */
export const contributionSchema = v.variant("effect", [
  contribution("cache-read", {
    key: pick,
    field: optional(pick),
    many: optional(yes),
    callback: optional(pick),
  }),
  contribution("cache-write", {
    key: pick,
    value: pick,
    field: optional(pick),
    many: optional(yes),
    ttl: optional(ttl),
    onlyIfAbsent: optional(marks),
    onlyIf: optional(marks),
    absent: optional(yes),
  }),
  contribution("cache-delete", { key: pick, pattern: optional(yes) }),
  contribution("cache-load", { key: pick, loader: pick }),
  contribution("cache-change", { key: pick }),
  contribution("cache-script", { script: pick }),
  contribution("row", {
    operation: optional(rowOperation),
    entity: optional(entity),
    where: optional(pick),
    data: optional(pick),
    update: optional(pick),
    many: optional(yes),
    lock: optional(v.picklist(["update", "share"])),
    lockMode: optional(lockMode),
    conflict: optional(v.picklist(["ignore", "update"])),
    conflictMarks: optional(marks),
    upsertMarks: optional(marks),
    replica: optional(yes),
    replicaMarks: optional(marks),
    primaryMarks: optional(marks),
    unmatched: optional(v.picklist(["throws", "zero", "null", "object"])),
    whereIsKey: optional(yes),
  }),
  contribution("sql", { text: pick, parameters: optional(pick) }),
  contribution("publish", {
    channel: optional(pick),
    payload: optional(pick),
    dedup: optional(v.array(pick)),
  }),
  contribution("mail", { dedup: optional(v.array(pick)) }),
  contribution("remote", {
    write: v.boolean(),
    idempotency: optional(v.array(pick)),
  }),
  contribution("transaction", { callback: pick, isolation: optional(pick) }),
  contribution("lock", {
    key: optional(pick),
    callback: optional(pick),
    scope: v.picklist(["process", "shared"]),
  }),
  contribution("step", { key: optional(pick), callback: pick }),
  contribution("task", {
    callback: pick,
    otherCallback: optional(pick),
    delivery,
    message: optional(place),
    methodName: optional(yes),
    method: optional(pick),
  }),
  contribution("dedup", { key: optional(pick), callback: optional(pick) }),
  contribution("verify-webhook", {}),
  contribution("identity", {}),
  contribution("response", {
    status: optional(pick),
    body: optional(pick),
    headers: optional(pick),
    header: optional(pick),
  }),
  contribution("view", {
    entity: optional(pick),
    readsFrom: optional(v.picklist(["replica", "primary"])),
    marks: optional(marks),
  }),
  contribution("none", {}),
]) satisfies v.GenericSchema<unknown, Contribution>;

function contribution<Name extends string, Parts extends Entries>(
  effect: Name,
  parts: Parts,
) {
  return exactly({ effect: v.literal(effect), ...parts });
}
