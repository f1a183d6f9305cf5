/** Which effects add up when they happen twice. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { cursorField, logName } from "../catalog/handler-names.ts";
import { dedupGuard, memoisedStep } from "../catalog/names.ts";
import { entityName } from "../analysis/entity-name.ts";
import { isAsideCall, lastNameOf } from "./call-names.ts";
import { namedRepeat } from "./named-repeats.ts";
import type { Repeat } from "./repeat.ts";
import { remoteRepeat } from "./remote-repeats.ts";
import { rowRepeat } from "./row-repeats.ts";
import { hasStableKey } from "./stable-keys.ts";

export type { Repeat } from "./repeat.ts";

export function repeatOf(effect: Effect, flow: Flow): Repeat | undefined {
  if (isAside(effect, flow) || isRemembered(effect)) return undefined;
  const repeat = kindOfRepeat(effect, flow);
  if (!repeat) return undefined;
  return effect.kind !== "row" && hasStableKey(effect, flow)
    ? undefined
    : repeat;
}

function kindOfRepeat(effect: Effect, flow: Flow): Repeat | undefined {
  switch (effect.kind) {
    case "mail":
      return { what: "sends a message", kind: "mail", proved: true };
    case "publish":
      return goesOn(effect.payload)
        ? undefined
        : { what: "publishes or enqueues", kind: "publish", proved: true };
    case "remote":
      return remoteRepeat(effect);
    case "row":
      return rowRepeat(effect, flow);
    case "opaque":
      return namedRepeat(effect);
    default:
      return undefined;
  }
}

/** On the way to an answer, to a log, or to somebody after a failure: not what the handler is for. */
function isAside(effect: Effect, flow: Flow): boolean {
  return (
    effect.frames.some(({ text }) => isAsideCall(text)) ||
    (effect.kind === "row" && logName.test(entityName(effect.entity) ?? "")) ||
    (effect.kind === "publish" && isOwnRoute(effect, flow)) ||
    effect.path.some(({ outcome }) => outcome === "caught")
  );
}

/** `publishJSON({ url: ".../api/cron/this-very-route" })`: the same work goes on. */
function isOwnRoute(
  effect: Effect & { readonly kind: "publish" },
  flow: Flow,
): boolean {
  if (!effect.channel) return false;
  const path = flow.site.file.replace(/\/\([^/]*\)/gu, "");
  for (const value of valuesIn(effect.channel))
    if (value.kind === "template")
      for (const part of value.parts)
        if (
          typeof part === "string" &&
          /^\/\w+\/\w/u.test(part) &&
          path.includes(`${part}/`)
        )
          return true;
  return false;
}

/** Inside a step whose result is kept, or a wrapper that runs it once for a key. */
function isRemembered(effect: Effect): boolean {
  return effect.scopes.some(
    ({ kind, text }) =>
      kind === "step" ||
      (kind === "callback" &&
        (memoisedStep.test(text.split(".").slice(-2).join(".")) ||
          dedupGuard.test(lastNameOf(text)))),
  );
}

/** The same work queued on, with the place to go on from. */
function goesOn(payload: Value | undefined): boolean {
  if (!payload) return false;
  for (const value of valuesIn(payload))
    if (value.kind === "object")
      for (const name of value.entries.keys())
        if (cursorField.test(name)) return true;
  return false;
}
