/**
 * Running functions of the project at a call: a closure of the same flow is
 * followed in place, any other function by its summary.
 */
import type { Effect, EffectPlace, Site } from "./effect.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { runBody } from "./summaries.ts";
import type { Summary } from "./summaries.ts";
import { Substitution } from "./substitute.ts";
import type { Node } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";
import { undefinedValue, unknown } from "./values.ts";
import { View } from "./view.ts";

const maxInlining = 6;
const maxFrames = 6;
/** Effects of one callee that a caller takes over. */
const maxSpliced = 120;

export function callFunction(
  flow: FlowBuilder,
  fn: FunctionValue,
  args: readonly Value[],
  at: Node | Site,
  awaited: boolean,
): Value {
  if (fn.closure && flow.functions.get(fn.node)?.closure === fn.closure)
    return inline(flow, fn, args);
  if (isEntered(flow, fn)) return unknown(...args);
  const summary = flow.context.summaries.of(flow.context, fn);
  if (!summary) return unknown(...args);
  const site = { ...("file" in at ? at : flow.siteOf(at)), args };
  return splice(flow, summary, fn, args, site, awaited);
}

/** A function that leads back to itself, or too deep, is not followed again. */
function isEntered(flow: FlowBuilder, fn: FunctionValue): boolean {
  return flow.inlining.includes(fn.node) || flow.inlining.length >= maxInlining;
}

function inline(
  flow: FlowBuilder,
  fn: FunctionValue,
  args: readonly Value[],
): Value {
  if (isEntered(flow, fn)) return unknown(...args);
  flow.inlining.push(fn.node);
  try {
    const { value, afterwards } = runBody(flow, fn, args);
    for (const arm of afterwards) flow.assume(arm);
    return value;
  } finally {
    flow.inlining.pop();
  }
}

/** A callback runs here: followed when known, else an effect of its own. */
export function callValue(
  flow: FlowBuilder,
  callee: Value,
  args: readonly Value[],
  node: Node,
  awaited = true,
): Value {
  if (callee.kind === "function")
    return callFunction(flow, callee, args, node, awaited);
  if (callee.kind === "constant") return unknown();
  const effect = flow.emit(
    { kind: "callback-call", callee, args },
    node,
    { by: "name", name: "callback" },
    awaited,
  );
  return { kind: "result", effect };
}

function splice(
  flow: FlowBuilder,
  summary: Summary,
  fn: FunctionValue,
  args: readonly Value[],
  site: Site,
  awaited: boolean,
): Value {
  const own = new Substitution(summary.function.node, args, flow.context);
  const view = new View(own, fn.bound ?? []);
  const effects = summary.effects.slice(0, maxSpliced);
  if (effects.length < summary.effects.length)
    flow.context.note("budget", `long summary of ${fn.name} was cut`);
  flow.inlining.push(fn.node);
  try {
    for (const effect of effects)
      if (flow.context.spend())
        spliceEffect(flow, effect, { summary, view, site, awaited });
  } finally {
    flow.inlining.pop();
  }
  for (const arm of summary.afterwards) flow.assume(view.arm(arm));
  return view.value(summary.returns);
}

interface Splice {
  readonly summary: Summary;
  readonly view: View;
  readonly site: Site;
  readonly awaited: boolean;
}

function spliceEffect(
  flow: FlowBuilder,
  effect: Effect,
  { summary, view, site, awaited }: Splice,
): void {
  const frames = [site, ...effect.frames];
  if (frames.length > maxFrames) {
    flow.context.note("budget", "calls nested deeper than followed");
    return;
  }
  const place: EffectPlace = {
    id: flow.context.nextId(),
    site: effect.site,
    frames,
    path: [...flow.path, ...effect.path.map((arm) => view.arm(arm))],
    scopes: [
      ...flow.scopes,
      ...effect.scopes.map((scope) => view.scope(scope)),
    ],
    awaited: effect.awaited && awaited,
    joined: isJoined(effect, summary),
    evidence: effect.evidence,
  };
  if (effect.kind === "callback-call") {
    view.setResult(effect, spliceCallback(flow, effect, view, place));
    return;
  }
  const made = flow.add(view.effect(effect, place));
  view.setResult(effect, { kind: "result", effect: made });
  if (made.kind === "opaque") runHandedFunctions(flow, made, place);
}

/** A function that answers no promise leaves nothing to wait for. */
function isJoined(
  effect: Effect,
  { function: { node }, returns }: Summary,
): boolean {
  const isQueued = "queued" in effect;
  return (
    effect.joined &&
    (effect.awaited || isQueued) &&
    (node.async || returns !== undefinedValue)
  );
}

/** The caller supplied the callback: what it does happens here. */
function spliceCallback(
  flow: FlowBuilder,
  effect: Effect & { kind: "callback-call" },
  view: View,
  place: EffectPlace,
): Value {
  const callee = view.value(effect.callee);
  const args = effect.args.map((arg) => view.value(arg));
  if (callee.kind === "function") {
    const { path, scopes } = flow;
    flow.path = place.path;
    flow.scopes = place.scopes;
    const value = callFunction(
      flow,
      callee,
      args,
      place.frames[0] ?? effect.site,
      place.awaited,
    );
    flow.path = path;
    flow.scopes = scopes;
    return value;
  }
  return {
    kind: "result",
    effect: flow.add({ ...place, kind: "callback-call", callee, args }),
  };
}

/** What the caller gave to a callee that hands it on; other functions are followed in their own file. */
function runHandedFunctions(
  flow: FlowBuilder,
  effect: Effect & { kind: "opaque" },
  place: EffectPlace,
): void {
  if (flow.atModuleLevel) return;
  for (const arg of effect.args) {
    if (arg.kind !== "function" || arg.module !== flow.module) continue;
    const { path, scopes } = flow;
    flow.path = place.path;
    flow.scopes = [
      ...place.scopes,
      { kind: "callback", id: flow.context.nextId(), text: effect.site.text },
    ];
    callFunction(flow, arg, [unknown()], place.frames[0] ?? effect.site, true);
    flow.path = path;
    flow.scopes = scopes;
  }
}
