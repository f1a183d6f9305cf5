/** Effects that are not what a function is for. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import { logName } from "../catalog/handler-names.ts";
import { isAsideCall } from "./call-names.ts";
import { entityName } from "../analysis/entity-name.ts";

/** On the way to an answer, to a log, or to somebody after a failure: not what the handler is for. */
export function isAside(effect: Effect, flow: Flow): boolean {
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
