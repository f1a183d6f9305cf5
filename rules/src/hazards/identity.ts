/** Whether code knows who asks, and what it knows it from. */
import type { Effect, Flow } from "../analysis/effect.ts";
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
