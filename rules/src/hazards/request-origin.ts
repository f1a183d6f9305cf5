/** Whether a value is what a request's sender wrote, and whether a precondition of the sender is looked at. */
import { factsAt } from "../analysis/conditions.ts";
import type { Effect } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import {
  preconditionHeader,
  readsRequestBody,
  requestArgument,
  requestBody,
} from "../catalog/request-names.ts";
import { versionWords } from "./update-guards.ts";

/** `body`: read from a request; `argument`: handed on under a name that says so. */
export type RequestOrigin = "body" | "argument";

export function requestOrigin(value: Value): RequestOrigin | undefined {
  let found: RequestOrigin | undefined;
  for (const part of valuesIn(value)) {
    if (isBody(part)) return "body";
    if (part.kind === "parameter" && requestArgument.test(part.name))
      found = "argument";
  }
  return found;
}

function isBody(value: Value): boolean {
  if (value.kind === "member")
    return (
      typeof value.property === "string" &&
      requestBody.test(value.property) &&
      isOnParameter(value.object)
    );
  if (value.kind === "result" && value.effect.kind === "opaque")
    return readsBody(value.effect.callee);
  return value.kind === "call" && readsBody(value.callee);
}

function readsBody(callee: Value): boolean {
  return (
    callee.kind === "member" &&
    readsRequestBody.test(calleeName(callee)) &&
    isOnParameter(callee.object)
  );
}

/** `request`, `ctx.request`, `c.req`. */
export function isOnParameter(value: Value): boolean {
  if (value.kind === "member") return isOnParameter(value.object);
  return value.kind === "parameter";
}

/** Whether a version or a header of the sender was compared before: what fails it never comes here. */
export function hasPrecondition(effect: Effect): boolean {
  return factsAt(effect).some(({ left, right }) =>
    [left, ...(right ? [right] : [])].some(saysVersion),
  );
}

function saysVersion(value: Value): boolean {
  for (const part of valuesIn(value, { tests: true })) {
    if (
      part.kind === "member" &&
      typeof part.property === "string" &&
      (versionWords.test(part.property) ||
        preconditionHeader.test(part.property))
    )
      return true;
    if (
      part.kind === "constant" &&
      typeof part.value === "string" &&
      preconditionHeader.test(part.value)
    )
      return true;
  }
  return false;
}
