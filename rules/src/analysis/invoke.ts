/**
 * Running functions of the project at a call: a closure of the same flow is
 * followed in place, any other function by its summary.
 */
import type { Arm, Effect, EffectPlace, Scope, Site } from "./effect.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { runBody } from "./summaries.ts";
import type { Summary } from "./summaries.ts";
import { Substitution } from "./substitute.ts";
import type { Node } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";
import { unknown } from "./values.ts";

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
      if (flow.context.spend()) spliceEffect(flow, effect, view, site, awaited);
  } finally {
    flow.inlining.pop();
  }
  for (const arm of summary.afterwards) flow.assume(view.arm(arm));
  return view.value(summary.returns);
}

/** A callee's summary as seen from one call: its own parameters, then those of the calls that made it. */
class View {
  readonly #own: Substitution;
  readonly #outer: readonly Substitution[];
  /** Effects share their arms and scopes. */
  readonly #arms = new Map<Arm, Arm>();
  readonly #scopes = new Map<Scope, Scope>();

  constructor(own: Substitution, outer: readonly Substitution[]) {
    this.#own = own;
    this.#outer = outer;
  }

  value(value: Value): Value {
    return this.#outer.reduce(
      (inner, substitution) => substitution.value(inner),
      this.#own.value(value),
    );
  }

  arm(arm: Arm): Arm {
    const known = this.#arms.get(arm);
    if (known) return known;
    const own = this.#own.arm(arm);
    const made = own.test ? { ...own, test: this.value(own.test) } : own;
    this.#arms.set(arm, made);
    return made;
  }

  scope(scope: Scope): Scope {
    const known = this.#scopes.get(scope);
    if (known) return known;
    const own = this.#own.scope(scope);
    const made = own.value ? { ...own, value: this.value(own.value) } : own;
    this.#scopes.set(scope, made);
    return made;
  }

  setResult(effect: Effect, value: Value): void {
    this.#own.setResult(effect, value);
  }
}

function spliceEffect(
  flow: FlowBuilder,
  effect: Effect,
  view: View,
  site: Site,
  awaited: boolean,
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
    evidence: effect.evidence,
  };
  if (effect.kind === "callback-call") {
    view.setResult(effect, spliceCallback(flow, effect, view, place));
    return;
  }
  const made = flow.add(withValues(effect, view, place));
  view.setResult(effect, { kind: "result", effect: made });
  if (made.kind === "opaque") runHandedFunctions(flow, made, place);
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

/** The same effect with the caller's values. */
function withValues(effect: Effect, view: View, place: EffectPlace): Effect {
  const made: Record<string, unknown> = { ...effect, ...place };
  for (const name of valueFields) {
    const value = made[name];
    if (value === undefined) continue;
    made[name] = Array.isArray(value)
      ? (value as Value[]).map((item) => view.value(item))
      : view.value(value as Value);
  }
  return made as unknown as Effect;
}

/** Every field of an effect that holds a value or a list of values. */
const valueFields = [
  "store",
  "key",
  "field",
  "value",
  "ttl",
  "loader",
  "script",
  "entity",
  "client",
  "where",
  "data",
  "update",
  "call",
  "channel",
  "payload",
  "dedup",
  "idempotency",
  "status",
  "body",
  "headers",
  "callee",
  "args",
] as const;
