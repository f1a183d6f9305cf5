/**
 * Calls: of the project's own functions, of catalogued libraries, of names
 * that only suggest what they do, and of what cannot be followed.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import type { CallReading } from "./context.ts";
import { assignMutation, isMutator } from "./mutations.ts";
import { evaluate, functionValue } from "./expressions.ts";
import type { Use } from "./expressions.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { shortText } from "./flow-builder.ts";
import { callFunction, callValue } from "./invoke.ts";
import {
  evaluatePromiseMethod,
  evaluatePromiseStatic,
  isPromiseMethod,
  isPromiseStatic,
} from "./promises.ts";
import { inScopeOf, realise } from "./realise.ts";
import { recognise, recogniseAs } from "./recognise.ts";
import { toldOfCall, withoutEffects } from "./told.ts";
import { isNextHandler, runUnknownCall } from "./unknown-calls.ts";
import { isFunction, nameOf, unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type {
  CallValue,
  FunctionValue,
  InstanceValue,
  Value,
} from "./value.ts";
import { array, member, template, unknown } from "./values.ts";

export function evaluateCall(
  flow: FlowBuilder,
  node: TSESTree.CallExpression,
  use: Use,
): Value {
  const callee = unwrap(node.callee);
  if (callee.type === "Super") return unknown(...evaluateArguments(flow, node));
  if (callee.type === "MemberExpression" && !callee.computed) {
    if (isPromiseMethod(callee))
      return evaluatePromiseMethod(flow, node, callee);
    if (isPromiseStatic(flow, callee))
      return evaluatePromiseStatic(flow, node, callee);
  }
  const value = isFunction(callee)
    ? functionValue(flow, callee)
    : evaluate(flow, callee, { chained: true });
  const args = evaluateArgumentsOf(flow, node, callee, value);
  const made: CallValue = { kind: "call", callee: value, args, node };
  const result = dispatch(flow, made, node, use);
  if (callee.type === "MemberExpression" && isMutator(callee))
    assignMutation(flow, node, callee, args);
  return result;
}

/** `stream.pipe(tap(...))`: operators work on the stream they are piped into. */
function evaluateArgumentsOf(
  flow: FlowBuilder,
  node: TSESTree.CallExpression,
  callee: Node,
  value: Value,
): readonly Value[] {
  const isPipe =
    callee.type === "MemberExpression" &&
    nameOf(callee.property) === "pipe" &&
    value.kind === "member";
  if (!isPipe) return evaluateArguments(flow, node);
  const { stream } = flow;
  flow.stream = value.object;
  const args = evaluateArguments(flow, node);
  flow.stream = stream;
  return args;
}

function evaluateArguments(
  flow: FlowBuilder,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): readonly Value[] {
  return node.arguments.map((argument) =>
    argument.type === "SpreadElement"
      ? array([], [evaluate(flow, argument.argument)])
      : evaluate(flow, argument),
  );
}

/** What the user's settings say of a call stands before all that the code says. */
function dispatch(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  use: Use,
): Value {
  const byCode = () => dispatchByCode(flow, call, node, use);
  const told = toldOfCall(flow, call);
  if (!told) return byCode();
  see(flow, call, { how: "setting", told });
  if (told.library.calls.length === 0)
    return withoutEffects(flow, told, byCode);
  const recognised = recogniseAs(flow.context, call, told);
  const [part] = recognised.parts;
  return part?.kind === "scope" && functionIn(call.callee)
    ? inScopeOf(flow, part, node, byCode)
    : realise(flow, recognised, call, node, use.awaited === true);
}

/** Strongest evidence first. */
function dispatchByCode(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  use: Use,
): Value {
  const awaited = use.awaited === true;
  const borrowed = borrowedCall(call);
  if (borrowed)
    return callValue(flow, borrowed.callee, borrowed.args, node, true);
  const fn = functionIn(call.callee);
  if (fn) {
    see(flow, call, { how: "followed", fn });
    return callFunction(flow, fn, call.args, node, awaited);
  }
  if (call.callee.kind === "parameter" && !call.callee.type) {
    see(flow, call, { how: "callback" });
    return callValue(flow, call.callee, call.args, node, awaited);
  }
  if (isNextHandler(call)) return callValue(flow, call.callee, call.args, node);
  const recognised = recognise(flow.context, call);
  if (recognised && use.chained) return call;
  if (recognised && recognised.parts.length > 0) {
    see(flow, call, { how: "catalogue", recognised });
    return realise(flow, recognised, call, node, awaited);
  }
  if (use.chained) return call;
  see(flow, call, { how: "unknown", ...(recognised && { recognised }) });
  return runUnknownCall(flow, call, node, awaited);
}

function see(
  { context, module }: FlowBuilder,
  call: CallValue,
  reading: CallReading,
): void {
  context.onCall?.({ call, module, reading });
}

/** `original.apply(this, args)` and `.call(this, ...)` run `original`. */
function borrowedCall({
  callee,
  args,
}: CallValue): { callee: Value; args: readonly Value[] } | undefined {
  if (
    callee.kind !== "member" ||
    (callee.property !== "apply" && callee.property !== "call")
  )
    return undefined;
  const { object } = callee;
  if (object.kind === "external" || object.kind === "instance")
    return undefined;
  return {
    callee: object,
    args: callee.property === "call" ? args.slice(1) : restOf(args[1]),
  };
}

function restOf(value: Value | undefined): readonly Value[] {
  if (!value) return [];
  return value.kind === "array" && value.spreads.length === 0
    ? value.items
    : [unknown(value)];
}

function functionIn(callee: Value): FunctionValue | undefined {
  if (callee.kind === "function") return callee;
  if (callee.kind === "choice")
    return callee.options.find((option) => option.kind === "function");
  return undefined;
}

export function evaluateNew(
  flow: FlowBuilder,
  node: TSESTree.NewExpression,
  use: Use,
): Value {
  const of = evaluate(flow, node.callee);
  const args = evaluateArguments(flow, node);
  const call: CallValue = {
    kind: "call",
    callee: member(of, "new"),
    args,
    node,
  };
  if (
    of.kind === "external" &&
    of.module === "global" &&
    of.path[0] === "Promise"
  ) {
    const [executor] = args;
    if (executor) callValue(flow, executor, [unknown(), unknown()], node);
    return unknown(...args);
  }
  const recognised = recognise(flow.context, call);
  if (recognised && recognised.parts.length > 0)
    return realise(flow, recognised, call, node, use.awaited === true);
  const made: InstanceValue = {
    kind: "instance",
    of,
    typeArguments: [],
    args,
    name: shortText(flow.module.text, node),
  };
  return made;
}

/** A tagged template is a call of the tag with the text and its holes. */
export function evaluateTagged(
  flow: FlowBuilder,
  node: TSESTree.TaggedTemplateExpression,
  use: Use,
): Value {
  const tag = evaluate(flow, node.tag, { chained: true });
  const parts: (string | Value)[] = [];
  const holes: Value[] = [];
  node.quasi.quasis.forEach((quasi, index) => {
    parts.push(quasi.value.cooked ?? quasi.value.raw);
    const expression = node.quasi.expressions[index];
    if (!expression) return;
    const hole = evaluate(flow, expression);
    holes.push(hole);
    parts.push({ kind: "unknown", from: [hole] });
  });
  const callee = tag.kind === "member" ? tag : member(tag, "tag");
  const call: CallValue = {
    kind: "call",
    callee,
    args: [template(parts), ...holes],
    node,
  };
  return dispatch(flow, call, node, use);
}
