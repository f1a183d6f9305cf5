/** Effects that hand a message or a job to a broker or a queue. */
import type { Effect } from "../analysis/effect.ts";
import { nameOf, unwrap } from "../analysis/syntax.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { tellingName } from "../catalog/idempotency-names.ts";
import {
  inProcessEmitter,
  publish,
  publishReceiver,
} from "../catalog/names.ts";
import { receiverName } from "./call-names.ts";

export interface Message {
  readonly effect: Effect;
  /** What is sent, and where to. */
  readonly parts: readonly Value[];
}

export function messageOf(effect: Effect): Message | undefined {
  if (effect.path.some(({ outcome }) => outcome === "caught")) return undefined;
  if (effect.scopes.some(({ kind }) => kind === "deferred")) return undefined;
  if (onlyTells(effect)) return undefined;
  if (effect.kind === "publish")
    return {
      effect,
      parts: [
        ...(effect.payload ? [effect.payload] : []),
        ...(effect.channel ? [effect.channel] : []),
        ...(effect.frames[0]?.args ?? []),
      ],
    };
  return effect.kind === "opaque" && isNamedMessage(effect)
    ? { effect, parts: effect.args }
    : undefined;
}

/** A notice, a log entry, an invalidation: nothing depends on it. */
function onlyTells(effect: Effect): boolean {
  const texts = [effect.site, ...effect.frames].map(({ text }) => text);
  return texts.some((text) => tellingName.test(text));
}

function isNamedMessage(effect: Effect & { readonly kind: "opaque" }): boolean {
  const name = calleeName(effect.callee);
  const receiver = receiverName(effect.callee);
  if (!effect.awaited || inProcessEmitter.test(receiver)) return false;
  if (/^(?:add|addBulk|send|emit|push|produce|publish)$/u.test(name))
    return publishReceiver.test(receiver);
  return publish.test(name) && name !== "broadcast";
}

/** Queues that live in the same database, when the job is given the caller's transaction. */
export function isOnOwnConnection({ evidence, site }: Effect): boolean {
  const isInDatabase =
    evidence.by !== "name" &&
    "library" in evidence &&
    /^(?:pg-boss|graphile-worker)$/u.test(evidence.library);
  const { node } = site;
  return (
    isInDatabase &&
    node.type === "CallExpression" &&
    (/^(?:tx|trx|client)\b/u.test(site.text) ||
      node.arguments.some((argument) => namesTransaction(unwrap(argument))))
  );
}

function namesTransaction(node: Parameters<typeof nameOf>[0]): boolean {
  if (node.type !== "ObjectExpression")
    return /^(?:tx|trx|client|pgClient)$/u.test(nameOf(node) ?? "");
  return node.properties.some(
    (property) => property.type === "Property" && nameOf(property.key) === "db",
  );
}
