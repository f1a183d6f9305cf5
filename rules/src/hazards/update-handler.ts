/** Whether code answers a request that changes what is stored: `PUT`, `PATCH`, or an update by its name. */
import { factsAt } from "../analysis/conditions.ts";
import type { DeliveryContext, Effect, Flow } from "../analysis/effect.ts";
import { textOf } from "../analysis/picks.ts";
import { bookkeeping, updateFunction } from "../catalog/request-names.ts";
import { lastNameOf } from "./call-names.ts";
import type { RequestOrigin } from "./request-origin.ts";

export interface UpdateHandler {
  /** How a user would say it: `@Put`, `router.patch`, `updateUser`. */
  readonly text: string;
  /** Whether a registration or a decorator of a known framework says so. */
  readonly proved: boolean;
}

export function updateHandlerOf(
  flow: Flow,
  effect: Effect,
  origin: RequestOrigin,
): UpdateHandler | undefined {
  const { context } = flow;
  if (context && context.delivery !== "request") return undefined;
  if (context && isUpdate(context))
    return { text: context.text, proved: context.evidence.by !== "name" };
  const tested = testedMethod(effect);
  if (tested !== undefined)
    return isUpdateMethod(tested)
      ? { text: `${tested} ${flow.name}`, proved: false }
      : undefined;
  const method = context?.method;
  if (method === "GET" || method === "DELETE") return undefined;
  return isUpdateName(flow.name) || (!context && origin === "body")
    ? { text: flow.name, proved: false }
    : undefined;
}

function isUpdate({ method }: DeliveryContext): boolean {
  return method !== undefined && isUpdateMethod(method);
}

function isUpdateMethod(method: string): boolean {
  return method === "PUT" || method === "PATCH";
}

/** `if (req.method === "PUT")` around the effect. */
function testedMethod(effect: Effect): string | undefined {
  for (const { operator, left, right } of factsAt(effect)) {
    if (operator !== "===" || !right) continue;
    const [member, other] =
      left.kind === "member" ? [left, right] : [right, left];
    if (member.kind === "member" && member.property === "method")
      return textOf(other);
  }
  return undefined;
}

export function isUpdateName(name: string): boolean {
  const last = lastNameOf(name);
  return updateFunction.test(last) && !bookkeeping.test(last);
}
