/** Whether code knows who asks, and what it knows it from. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { effectsBefore } from "../analysis/order.ts";
import { valuesIn } from "../analysis/order.ts";
import { textOf } from "../analysis/picks.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { partsOf } from "../analysis/values.ts";
import {
  identityCall,
  identityHeader,
  identityMember,
} from "../catalog/request-names.ts";
import { lastNameOf } from "./call-names.ts";
import { isOnParameter } from "./request-origin.ts";

/** Whether a value is, or is made of, who asks. */
export function saysWhoAsks(value: Value): boolean {
  return [...valuesIn(value, { tests: true })].some(isIdentity);
}

function isIdentity(value: Value): boolean {
  switch (value.kind) {
    case "member":
      return (
        typeof value.property === "string" &&
        (identityMember.test(value.property) ||
          identityHeader.test(value.property)) &&
        isOnParameter(value.object)
      );
    case "result":
      return looksUpIdentity(value.effect);
    case "call":
      return (
        identityCall.test(calleeName(value.callee)) ||
        value.args.some((arg) => identityHeader.test(textOf(arg) ?? ""))
      );
    default:
      return false;
  }
}

/** A call that answers who asks: known to, or by its name. */
export function looksUpIdentity(effect: Effect): boolean {
  if (effect.kind === "identity") return true;
  return (
    effect.frames.some(({ text }) => identityCall.test(lastNameOf(text))) ||
    (effect.kind === "opaque" && identityCall.test(calleeName(effect.callee)))
  );
}

/**
 * Where a flow learns who asks, if what comes after depends on it: it goes into
 * a condition, a test on the way here, or the answer itself. A look-up that
 * only counts requests does not.
 */
export function identityBehind(
  answer: Effect & { readonly kind: "response" },
  flow: Flow,
): Effect | undefined {
  const before = effectsBefore(flow.effects, answer);
  const refuses = before.find(refusesStrangers);
  if (refuses) return refuses;
  const used = [
    ...answer.path.flatMap(({ test }) => (test ? [test] : [])),
    ...(answer.body ? [answer.body] : []),
  ];
  const asker = before.find(
    (effect) =>
      effect.kind === "row" && effect.where && saysWhoAsks(effect.where),
  );
  if (!asker && !used.some(saysWhoAsks)) return undefined;
  return before.find(looksUpIdentity) ?? asker ?? answer;
}

/** `await requireUser()`: who is nobody does not come further. */
function refusesStrangers(effect: Effect): boolean {
  const names = [
    ...effect.frames.map(({ text }) => lastNameOf(text)),
    ...(effect.kind === "opaque" ? [calleeName(effect.callee)] : []),
  ];
  return names.some((name) => identityCall.test(name) && refusing.test(name));
}

const refusing = /^(?:require|ensure|assert|throwIf)/u;
