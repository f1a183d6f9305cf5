/** Whether an effect reads data that somebody else may change meanwhile. */
import type { Effect } from "../analysis/effect.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { same } from "../analysis/same.ts";

/**
 * `row`: a read of the database. `maybe`: an awaited call that was not followed,
 * or a loader that the caller supplies. `none`: computed, minted, third-party.
 */
export type LoadKind = "row" | "maybe" | "none";

const clock = /^(?:now|random\w*|uuid|nanoid|clock)$/iu;
const minted =
  /^(?:create|generate|issue|sign|exchange|mint|post|send|upload|hash|encrypt|encode|request|authenticate|login|refresh|verify|compute|calculate|random|uuid|nanoid|render|translate|complete|json|text|toString|parse|stringify|all)/iu;
const thirdParty =
  /(?:http|axios|fetch|client|sdk|stripe|octokit|openai|twilio|slack|paypal|api)$/iu;

export function loadKindOf(
  load: Effect,
  write: Effect & { readonly kind: "cache-write" },
): LoadKind {
  switch (load.kind) {
    case "row":
      return load.operation === "read" ? "row" : "none";
    case "cache-read":
      return same(load.store, write.store) === "yes" || !write.inProcess
        ? "none"
        : "row";
    case "callback-call":
      return !clock.test(calleeName(load.callee)) &&
        !minted.test(calleeName(load.callee)) &&
        (load.awaited || load.args.length === 0)
        ? "maybe"
        : "none";
    case "opaque":
      return load.awaited && isLoad(load.callee) ? "maybe" : "none";
    default:
      return "none";
  }
}

function isLoad(callee: Value): boolean {
  if (minted.test(calleeName(callee))) return false;
  return !isThirdParty(callee);
}

/** A package that is not catalogued as a database, or a receiver named like a remote service. */
function isThirdParty(callee: Value): boolean {
  switch (callee.kind) {
    case "external":
      return (
        !callee.module.startsWith("/") &&
        !callee.module.startsWith(".") &&
        callee.module !== "?"
      );
    case "member":
      return (
        isThirdParty(callee.object) ||
        thirdParty.test(calleeName(callee.object))
      );
    case "call":
      return isThirdParty(callee.callee);
    case "instance":
      return callee.of.kind === "external" && isThirdParty(callee.of);
    case "parameter":
      return callee.type !== undefined && isThirdParty(callee.type);
    default:
      return false;
  }
}
