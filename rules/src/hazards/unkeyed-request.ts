/**
 * A request for money or goods that a client may send again after a timeout:
 * an order inserted, or a charge made, with nothing that recognises the repeat.
 */
import type { Effect, Flow } from "../analysis/effect.ts";
import { effectsBefore } from "../analysis/order.ts";
import { placingFunction } from "../catalog/idempotency-names.ts";
import { lastNameOf } from "./call-names.ts";
import type { Hazard } from "./hazard.ts";
import { isKeyed, moneyOf } from "./money.ts";
import type { Money } from "./money.ts";
import { isRegisteredOnly } from "./place-in.ts";
import { isPreparation } from "./preparation.ts";
import { isRecognisedBefore } from "./redelivery-guards.ts";
import { isRepeatedDelivery } from "./repeated-delivery.ts";
import { unkeyedRequestFinding } from "./unkeyed-request-report.ts";

export interface UnkeyedRequest {
  readonly money: Money;
  /** A framework is known to call the function for a request. */
  readonly isEndpoint: boolean;
  readonly flow: Flow;
}

export const unkeyedRequest: Hazard = {
  rule: "require-idempotency-key",
  find: (flow, file) => {
    if (
      isRepeatedDelivery(flow) ||
      isRegisteredOnly(flow) ||
      isPreparation(flow)
    )
      return [];
    return unkeyedRequests(flow)
      .map(unkeyedRequestFinding)
      .filter(({ location }) => location.file === file);
  },
};

/** One for a function: the remedy, a key of the request, is one for all it does. */
function unkeyedRequests(flow: Flow): readonly UnkeyedRequest[] {
  for (const effect of flow.effects) {
    const money = isReportedHere(effect, flow)
      ? moneyOf(effect, flow)
      : undefined;
    if (!money || isGuarded(effect, flow)) continue;
    return [{ money, isEndpoint: flow.context?.delivery === "request", flow }];
  }
  return [];
}

/** What a function in between does by itself is reported there. */
function isReportedHere(effect: Effect, flow: Flow): boolean {
  if (effect.frames.length > maxFrames) return false;
  if (effect.scopes.some(({ kind }) => kind === "loop" || kind === "lock"))
    return false;
  const inner = effect.frames.map(({ text }) => lastNameOf(text));
  if (inner.some((name) => placingFunction.test(name))) return false;
  return isPlacing(flow);
}

const maxFrames = 2;

function isPlacing({ name, context }: Flow): boolean {
  return (
    context?.delivery === "request" || placingFunction.test(lastNameOf(name))
  );
}

function isGuarded(effect: Effect, flow: Flow): boolean {
  const before = effectsBefore(flow.effects, effect);
  return (
    isRecognisedBefore(effect, before, flow) ||
    before.some(
      (other) =>
        (other.kind === "cache-write" && other.condition === "absent") ||
        (other.kind === "row" &&
          other.operation === "insert" &&
          isKeyed(other, flow)),
    )
  );
}
