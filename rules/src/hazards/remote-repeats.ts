/** Requests to other services that make something there each time. */
import type { Effect } from "../analysis/effect.ts";
import { nameOf, unwrap } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";
import { lookupCall } from "../catalog/handler-names.ts";
import { charge, mail } from "../catalog/names.ts";
import { lastNameOf } from "./call-names.ts";
import type { Repeat } from "./repeat.ts";

export function remoteRepeat(
  effect: Effect & { readonly kind: "remote" },
): Repeat | undefined {
  if (!effect.write) return undefined;
  const library =
    effect.evidence.by === "package" ? effect.evidence.library : "";
  const name = lastNameOf(effect.site.text);
  if (library === "stripe") return stripeRepeat(name, effect);
  if (isAbsolute(name, effect.site.node)) return undefined;
  const names = effect.frames.map(({ text }) => lastNameOf(text));
  if (names.some((inner) => lookupCall.test(inner))) return undefined;
  if (names.some((inner) => mail.test(inner)))
    return { what: "sends a message", kind: "mail", proved: false };
  if (names.some((inner) => charge.test(inner)))
    return { what: "moves money", kind: "money", proved: false };
  return { what: "makes a remote change", kind: "remote", proved: false };
}

/** Updating, cancelling and the like leave the same state; making leaves two. */
function stripeRepeat(name: string, effect: Effect): Repeat | undefined {
  if (!/^(?:create\w*|sendInvoice)$/u.test(name)) return undefined;
  return {
    what: moneyPath.test(effect.site.text)
      ? "moves money"
      : "makes a remote change",
    kind: "money",
    proved: !effect.site.text.includes("radar"),
  };
}

const moneyPath =
  /(?:charges|refunds|transfers|payouts|paymentIntents|topups|createReversal|createBalanceTransaction)/u;

/** PUT, PATCH and DELETE say what shall be, not what to add. */
function isAbsolute(name: string, call: Node): boolean {
  if (/^(?:put|patch|delete|putForm|patchForm)$/u.test(name)) return true;
  if (call.type !== "CallExpression") return false;
  return call.arguments.some(
    (argument) =>
      argument.type === "ObjectExpression" &&
      argument.properties.some(
        (property) =>
          property.type === "Property" &&
          nameOf(property.key) === "method" &&
          isAbsoluteMethod(unwrap(property.value)),
      ),
  );
}

function isAbsoluteMethod(node: Node): boolean {
  return (
    node.type === "Literal" &&
    typeof node.value === "string" &&
    /^(?:put|patch|delete)$/iu.test(node.value)
  );
}
