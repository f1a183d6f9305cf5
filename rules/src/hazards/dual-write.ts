/**
 * Dual write: a row is written, then a message goes to a broker or a queue, and
 * nothing makes the two happen together. A crash in between loses the message;
 * a message sent inside the transaction tells of a row that may be rolled back.
 */
import type { Effect, Flow, Scope } from "../analysis/effect.ts";
import { derivesFrom, effectsBefore, shareCall } from "../analysis/order.ts";
import { calleeName, isDeferral } from "../analysis/unknown-calls.ts";
import { callSite } from "../analysis/report-place.ts";
import { dualWriteFinding } from "./dual-write-report.ts";
import type { Hazard } from "./hazard.ts";
import { isBusinessWrite, isOutbox } from "./business-writes.ts";
import { isAside } from "./aside.ts";
import { isOnOwnConnection, messageOf } from "./messages.ts";
import type { Message } from "./messages.ts";
import { isRegisteredOnly, placeIn } from "./place-in.ts";
import { isPreparation } from "./preparation.ts";
import { isRepeatedDelivery } from "./repeated-delivery.ts";
import { stopsTheRetry } from "./retry-repairs.ts";
import { sharesHole } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";

export interface DualWrite {
  readonly write: RowNode;
  readonly message: Message;
  /** The message stands inside the transaction that the write belongs to. */
  readonly inTransaction: boolean;
  /** Whether the message is seen to be about the written row. */
  readonly isLinked: boolean;
}

export const dualWrite: Hazard = {
  rule: "no-dual-write",
  find: (flow, file) => {
    if (isPreparation(flow) || isRegisteredOnly(flow)) return [];
    const found = firstDualWrite(flow);
    const place = found && placeIn(file, found.message.effect);
    return found && place ? [dualWriteFinding(found, place)] : [];
  },
};

/** One for a function: the remedy, an outbox, is one for all its messages. */
function firstDualWrite(flow: Flow): DualWrite | undefined {
  if (flow.effects.some(isOutbox)) return undefined;
  const found = flow.effects.flatMap((effect) => dualWritesOf(effect, flow));
  return found.find(({ isLinked }) => isLinked) ?? found[0];
}

function dualWritesOf(effect: Effect, flow: Flow): readonly DualWrite[] {
  const message = messageOf(effect);
  if (!message || isAside(effect, flow) || isOnOwnConnection(effect)) return [];
  const writes = effectsBefore(flow.effects, effect).filter(isBusinessWrite);
  if (isLater(effect, flow) || writes.some((write) => shareCall(write, effect)))
    return [];
  return [...writes]
    .reverse()
    .filter((write) => isLost(write, effect, flow))
    .map((write) => ({
      write,
      message,
      inTransaction: sharedTransaction(write, effect) !== undefined,
      isLinked: isAbout(message, write),
    }));
}

function isLost(write: RowNode, effect: Effect, flow: Flow): boolean {
  if (isAside(write, flow)) return false;
  if (callSite(write).node === callSite(effect).node) return false;
  return !isRepeatedDelivery(flow) || stopsTheRetry(write, effect);
}

/** Handed to `waitUntil(...)`: it happens after the answer, and nobody counts on it. */
function isLater(effect: Effect, flow: Flow): boolean {
  const { file, range } = callSite(effect);
  return flow.effects.some(
    (other) =>
      other.kind === "opaque" &&
      isDeferral(calleeName(other.callee)) &&
      other.site.file === file &&
      other.site.node.range[0] <= range[0] &&
      range[1] <= other.site.node.range[1],
  );
}

function sharedTransaction(write: Effect, effect: Effect): Scope | undefined {
  return effect.scopes.find(
    ({ kind, id }) =>
      kind === "transaction" && write.scopes.some((other) => other.id === id),
  );
}

/** The row's answer, its key or its data goes into the message. */
function isAbout({ parts }: Message, write: RowNode): boolean {
  const given = [write.where, write.data, write.update].filter(
    (value) => value !== undefined,
  );
  return parts.some(
    (part) =>
      derivesFrom(part, write) ||
      given.some((value) => sharesHole(part, value)),
  );
}
