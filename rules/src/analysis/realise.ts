/** Puts what the catalogue recognised into the flow. */
import type { CallValue, Value } from "./value.ts";
import { asWebhookByPath } from "./delivery-names.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { callValue } from "./invoke.ts";
import type { Recognised, RecognisedPart } from "./recognise.ts";
import { shortText } from "./flow-builder.ts";
import type { Node } from "./syntax.ts";
import { unknown } from "./values.ts";

export function realise(
  flow: FlowBuilder,
  recognised: Recognised,
  call: CallValue,
  node: Node,
  awaited: boolean,
): Value {
  let result: Value = call;
  for (const part of recognised.parts)
    result = realisePart(flow, part, recognised, node, awaited);
  return result;
}

function realisePart(
  flow: FlowBuilder,
  part: RecognisedPart,
  { evidence }: Recognised,
  node: Node,
  awaited: boolean,
): Value {
  switch (part.kind) {
    case "effect": {
      const effect = flow.emit(part.detail, node, evidence, awaited);
      const result: Value = { kind: "result", effect };
      if (part.callback)
        callValue(flow, part.callback, [unknown(), result], node);
      if (effect.kind === "cache-load")
        callValue(flow, effect.loader, [], node);
      return result;
    }
    case "scope":
      return inScopeOf(flow, part, node, () =>
        callValue(flow, part.callback, part.args, node, true),
      );
    case "task":
      return realiseTask(flow, part, evidence, node);
  }
}

/** Runs `body` inside what the call opens: a transaction, a lock, a step. */
export function inScopeOf(
  flow: FlowBuilder,
  part: RecognisedPart & { kind: "scope" },
  node: Node,
  body: () => Value,
): Value {
  return flow.inScope(part.scope, shortText(flow.module.text, node), body, {
    ...(part.shared !== undefined && { shared: part.shared }),
    ...(part.isolation !== undefined && { isolation: part.isolation }),
    ...(part.key && { value: part.key }),
  });
}

function realiseTask(
  flow: FlowBuilder,
  part: RecognisedPart & { kind: "task" },
  evidence: Recognised["evidence"],
  node: Node,
): Value {
  const { callback, delivery, method } = part;
  const text = shortText(flow.module.text, node);
  if (callback.kind === "function") {
    const registered = { delivery, evidence, text, ...(method && { method }) };
    const context =
      delivery === "request" && !text.endsWith(".get")
        ? (asWebhookByPath(flow.module.path, routeIn(node)) ?? registered)
        : registered;
    flow.tasks.push({
      callback,
      args: [],
      context,
      site: flow.siteOf(node),
    });
    return unknown();
  }
  return callback.kind === "parameter"
    ? callFunctionLater(flow, callback, node)
    : unknown();
}

/** `router.post("/webhooks/stripe", ...)`. */
function routeIn(node: Node): string {
  if (node.type !== "CallExpression") return "";
  const [first] = node.arguments;
  return first?.type === "Literal" && typeof first.value === "string"
    ? first.value
    : "";
}

/** A registration helper: the handler comes from its caller. */
function callFunctionLater(
  flow: FlowBuilder,
  callback: Value,
  node: Node,
): Value {
  flow.emit(
    { kind: "callback-call", callee: callback, args: [] },
    node,
    { by: "name", name: "handler" },
    false,
  );
  return unknown();
}
