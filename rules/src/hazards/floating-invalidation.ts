/**
 * The floating invalidation: nobody waits for the delete of a key, and nobody
 * sees it fail. The answer can be out before the key is gone, and a delete that
 * fails leaves the old value.
 */
import type { Effect, Flow, FlowModule } from "../analysis/effect.ts";
import { callSite, isProved } from "../analysis/report-place.ts";
import { cacheOnlyKey, invalidation } from "../catalog/names.ts";
import { piecesOf } from "../analysis/values.ts";
import { lastNameOf } from "./call-names.ts";
import { floatingFinding } from "./floating-invalidation-report.ts";
import type { Hazard } from "./hazard.ts";

export const floatingInvalidation: Hazard = {
  rule: "no-floating-invalidation",
  find: (flow, file) =>
    flow.effects
      .filter(isInvalidation)
      .filter((effect) => isFloating(effect, flow))
      .map(floatingFinding)
      .filter(({ location }) => location.file === file),
};

export type Invalidation = Effect & {
  readonly kind: "cache-delete" | "cache-write" | "cache-change";
};

/** A delete; or, in a helper that says so, the move to a new generation of keys. */
function isInvalidation(effect: Effect): effect is Invalidation {
  switch (effect.kind) {
    case "cache-delete":
      return !piecesOf(effect.key).some(
        (piece) => typeof piece === "string" && cacheOnlyKey.test(piece),
      );
    case "cache-write":
    case "cache-change":
      return invalidation.test(lastNameOf(callSite(effect).text));
    default:
      return false;
  }
}

function isFloating(effect: Invalidation, { module, site }: Flow): boolean {
  if (effect.inProcess || !effect.joined) return false;
  if (effect.queued && effect.frames.length === 0) return false;
  // A handler's registration says nothing of what the handler waits for.
  if (callSite(effect).node === site.node) return false;
  if (module.fateOf(callSite(effect).node) !== "dropped") return false;
  return isProved(effect) || isAwaitedElsewhere(effect, module);
}

/** That a call answers a promise is known where another one like it is awaited. */
function isAwaitedElsewhere(effect: Invalidation, module: FlowModule): boolean {
  const receiver = receiverOf(callSite(effect).text);
  return module
    .effects()
    .map(callSite)
    .some(
      ({ node, text }) =>
        receiverOf(text) === receiver && module.fateOf(node) === "awaited",
    );
}

function receiverOf(text: string): string {
  return text.includes(".") ? text.slice(0, text.lastIndexOf(".")) : text;
}
