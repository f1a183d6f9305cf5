/** Whether a handler does something that can fail after an effect: then the next delivery repeats the effect. */
import type { Effect, Flow, Scope } from "../analysis/effect.ts";
import { effectsAfter } from "../analysis/order.ts";
import { isAside } from "./aside.ts";
import { isAsideCall, lastNameOf } from "./call-names.ts";

/** Nothing that comes after it in the same run, or beside it, can make the delivery fail. */
export function isLastAct(effect: Effect, flow: Flow): boolean {
  return (
    !isOneOfMany(effect) &&
    ![...effectsAfter(flow.effects, effect), ...besides(effect, flow)].some(
      (other) => other !== effect && failsTheRun(other, flow),
    )
  );
}

/** In a loop a later round can fail. */
function isOneOfMany(effect: Effect): boolean {
  return (
    effect.scopes.some(({ kind }) => kind === "loop") &&
    !effect.scopes.some(isSwallowed)
  );
}

/** Started together with it. */
function besides(effect: Effect, { effects }: Flow): readonly Effect[] {
  const together = effect.scopes.filter(({ kind }) => kind === "parallel");
  return effects.filter((other) =>
    other.scopes.some(({ id }) => together.some((scope) => scope.id === id)),
  );
}

function failsTheRun(effect: Effect, flow: Flow): boolean {
  return (
    canFail(effect) &&
    effect.joined &&
    !isAside(effect, flow) &&
    !isAsideCall(effect.site.text) &&
    !effect.scopes.some(isSwallowed)
  );
}

/** The last word to the broker is no act of its own: when it fails, the message is still due. */
const acknowledgement =
  /^(?:ack|nack|commit(?:Offsets?)?|complete|deleteMessage|done|end)$/iu;

function canFail(effect: Effect): boolean {
  switch (effect.kind) {
    case "response":
    case "identity":
    case "verify-webhook":
      return false;
    case "opaque":
    case "callback-call":
      return (
        effect.awaited && !acknowledgement.test(lastNameOf(effect.site.text))
      );
    default:
      return effect.awaited;
  }
}

const givesUp =
  /\bthrow\b|\b[45]\d\d\b|reject|nack|retry|error(?:Response|Handler)|handle\w*Error/iu;

/** Runs on its own, or its failure does not reach the one who delivers. */
function isSwallowed({ kind, text }: Scope): boolean {
  return (
    kind === "deferred" ||
    (kind === "parallel" && text === "Promise.allSettled") ||
    (kind === "try" && !givesUp.test(text))
  );
}
