/** Which effects add up when they happen twice. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import type { RowNode } from "./same-row.ts";

export interface Repeat {
  /** What it does, as a verb phrase. */
  readonly what: string;
  readonly proved: boolean;
}

const mailNames =
  /^(?:send\w*(?:e?mail|sms|message|notification|invite)\w*|send|e?mail|sendMail|notify\w*|\w*Notification)$/iu;
const mailReceivers =
  /mail|resend|sendgrid|postmark|notif|sms|twilio|transport/iu;
const publishNames =
  /^(?:emit|publish\w*|enqueue\w*|dispatch\w*|addJob|sendToQueue|triggerJob|trigger\w+|queue\w+)$/u;
const chargeNames =
  /^(?:charge|refund|capture|transfer|payout|pay|sendSol|processPayment|createCharge|createPayment\w*)$/iu;

export function repeatOf(effect: Effect, flow: Flow): Repeat | undefined {
  if (effect.scopes.some((scope) => scope.kind === "step")) return undefined;
  switch (effect.kind) {
    case "mail":
      return isStable(effect.dedup, effect, flow)
        ? undefined
        : { what: "sends a message", proved: true };
    case "publish":
      return isStable(effect.dedup, effect, flow)
        ? undefined
        : { what: "publishes or enqueues", proved: true };
    case "remote":
      if (!effect.write || isStable(effect.idempotency, effect, flow))
        return undefined;
      return {
        what: "makes a remote change",
        proved:
          effect.evidence.by === "package" &&
          effect.evidence.library !== "fetch",
      };
    case "row":
      return rowRepeat(effect, flow);
    case "opaque":
      return opaqueRepeat(effect);
    default:
      return undefined;
  }
}

/** A key made of the message is stable; one made in this run, or at random, is not. */
function isStable(key: Value | undefined, effect: Effect, flow: Flow): boolean {
  if (!key) return false;
  const index = flow.effects.indexOf(effect);
  const madeHere = [...sourcesOf(key)].some(
    (source) =>
      source.kind === "row" &&
      source.operation === "insert" &&
      flow.effects.indexOf(source) < index,
  );
  return !madeHere && ![...valuesIn(key)].some(isRandom);
}

export function isRandom(value: Value): boolean {
  if (value.kind !== "call") return false;
  return /^(?:randomUUID|uuid|uuidv4|v4|v7|nanoid|random|now|createId|ulid|cuid)$/u.test(
    calleeName(value.callee),
  );
}

function rowRepeat(effect: RowNode, flow: Flow): Repeat | undefined {
  if (effect.operation === "change" || isIncrement(effect))
    return { what: "adds to a counter", proved: true };
  if (
    effect.operation === "insert" ||
    (effect.operation === "save" && isNewRow(effect))
  )
    return effect.conflict === "none" && !hasMessageKey(effect, flow)
      ? { what: "inserts a row", proved: false }
      : undefined;
  return undefined;
}

const incrementKeys = new Set([
  "increment",
  "decrement",
  "$inc",
  "$push",
  "multiply",
]);

/** An increment is repeated unless the condition stops matching afterwards. */
function isIncrement(effect: RowNode): boolean {
  if (effect.operation !== "update" && effect.operation !== "upsert")
    return false;
  const data = effect.update ?? effect.data;
  if (!data) return false;
  for (const value of valuesIn(data))
    if (value.kind === "object")
      for (const name of value.entries.keys())
        if (incrementKeys.has(name)) return true;
  return false;
}

function isNewRow(effect: RowNode): boolean {
  const { data } = effect;
  return (
    data?.kind === "call" ||
    data?.kind === "instance" ||
    (data?.kind === "object" && !data.base && !data.entries.has("id"))
  );
}

const keyFields =
  /^(?:_?id|\w*(?:event|message|external|idempotency|dedup|request|delivery|transaction|payment|stripe|session|invoice)_?(?:id|key))$/iu;

/** The row's own key, or a column that names the message, comes from the message: a duplicate is refused or recognised. */
function hasMessageKey(effect: RowNode, flow: Flow): boolean {
  const { data } = effect;
  if (data?.kind !== "object") return false;
  for (const [name, value] of data.entries) {
    if (name !== "id" && name !== "_id" && !keyFields.test(name)) continue;
    if (isFromMessage(value, flow) && ![...valuesIn(value)].some(isRandom))
      return true;
  }
  return false;
}

export function isFromMessage(value: Value, flow: Flow): boolean {
  for (const inner of valuesIn(value)) {
    if (inner.kind === "parameter") return true;
    if (
      inner.kind === "result" &&
      (inner.effect.kind === "verify-webhook" || inner.effect.kind === "opaque")
    )
      return true;
  }
  return flow.effects.length < 0;
}

function opaqueRepeat(
  effect: Effect & { readonly kind: "opaque" },
): Repeat | undefined {
  const name = calleeName(effect.callee);
  const receiver =
    effect.callee.kind === "member" ? calleeName(effect.callee.object) : "";
  if (
    /^send$/iu.test(name) ? mailReceivers.test(receiver) : mailNames.test(name)
  )
    return { what: "sends a message", proved: false };
  if (publishNames.test(name))
    return { what: "publishes or enqueues", proved: false };
  if (chargeNames.test(name)) return { what: "moves money", proved: false };
  return undefined;
}
