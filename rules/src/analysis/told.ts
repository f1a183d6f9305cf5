/** Calls, decorators and guards that a user's one-line setting is about. */
import type { AnalysisContext } from "./context.ts";
import type { Effect, Evidence, Scope, ScopeKind } from "./effect.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { siteIn } from "./flow-builder.ts";
import { identityOfText, identityOfValue } from "./identities.ts";
import type { ClassFacts, ModuleFacts } from "./module-facts.ts";
import { isFunction } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type { CallValue, FunctionValue, Value } from "./value.ts";
import { template } from "./values.ts";
import { changed } from "./view.ts";
import type { Told } from "./wrappers.ts";

/** What a setting says of a call. */
export function toldOfCall(
  { context, module }: FlowBuilder,
  call: CallValue,
): Told | undefined {
  const { wrappers } = context.catalogue;
  if (!wrappers || wrappers.isEmpty) return undefined;
  const text =
    call.node.type === "CallExpression"
      ? identityOfText(call.node.callee, module, (specifier) =>
          context.linker.modules.resolve(specifier, module),
        )
      : undefined;
  const identities = [identityOfValue(call.callee), text];
  return wrappers.of(identities.filter((one) => one !== undefined));
}

/** Takes away what a call has done to caches, or all that it has done. */
export function withoutEffects(
  flow: FlowBuilder,
  told: Told,
  run: () => Value,
): Value {
  const before = flow.effects.length;
  const value = run();
  const isKept = ({ kind }: Effect) =>
    told.is === "not-a-cache" && !kind.startsWith("cache-");
  flow.effects.push(...flow.effects.splice(before).filter(isKept));
  return value;
}

/** A function's effects inside what its decorators add, by the settings. */
export function withDecorators(
  flow: FlowBuilder,
  fn: FunctionValue,
  returns: Value,
): readonly Effect[] {
  const { context } = flow;
  const facts = ownerOf(fn);
  if (!facts || context.catalogue.wrappers?.isEmpty !== false)
    return flow.effects;
  const method = [...facts.methods.values()].find(
    ({ node }) => node === fn.node,
  );
  const decorators = [...facts.node.decorators, ...(method?.decorators ?? [])];
  return decorators.reduceRight<readonly Effect[]>(
    (effects, { expression }) =>
      decorate(flow, effects, expression, { fn, facts, returns }),
    flow.effects,
  );
}

interface Decorated {
  readonly fn: FunctionValue;
  readonly facts: ClassFacts;
  readonly returns: Value;
}

function decorate(
  flow: FlowBuilder,
  effects: readonly Effect[],
  expression: Node,
  { fn, facts, returns }: Decorated,
): readonly Effect[] {
  const told = toldOfNode(flow.context, facts.module, expression);
  if (!told)
    return [
      ...guardsIn(flow, facts.module, argumentsOf(expression)),
      ...effects,
    ];
  switch (told.is) {
    case "read-through":
      return cached(flow, effects, expression, told, keyOf(fn), returns);
    case "lock":
    case "transaction":
      return inside(flow, effects, expression, told.is, told);
    case "dedup":
      return [claimAt(flow, expression, told), ...effects];
    default:
      return effects;
  }
}

/** The claims of the guards that stand beside a handler: `router.post("/x", idempotent, handler)`. */
export function guardsBeside(
  flow: FlowBuilder,
  registration: Node,
): readonly Effect[] {
  if (flow.context.catalogue.wrappers?.isEmpty !== false) return [];
  return guardsIn(flow, flow.module, [
    registration,
    ...argumentsOf(registration),
  ]);
}

function guardsIn(
  flow: FlowBuilder,
  module: ModuleFacts,
  nodes: readonly Node[],
): readonly Effect[] {
  return nodes
    .filter((node) => !isFunction(node))
    .flatMap((node) => {
      const told = toldOfNode(flow.context, module, node);
      return told?.is === "dedup" ? [claimAt(flow, node, told)] : [];
    });
}

function toldOfNode(
  { catalogue, linker }: AnalysisContext,
  module: ModuleFacts,
  node: Node,
): Told | undefined {
  const named = node.type === "CallExpression" ? node.callee : node;
  const identity = identityOfText(named, module, (specifier) =>
    linker.modules.resolve(specifier, module),
  );
  return identity && catalogue.wrappers?.of([identity]);
}

function argumentsOf(node: Node): readonly Node[] {
  return node.type === "CallExpression" ? node.arguments : [];
}

function ownerOf({ self }: FunctionValue): ClassFacts | undefined {
  if (self?.kind === "class") return self.facts;
  return self?.kind === "instance" && self.of.kind === "class"
    ? self.of.facts
    : undefined;
}

function claimAt(flow: FlowBuilder, node: Node, told: Told): Effect {
  return { kind: "dedup", ...flow.placeOf(node, evidenceOf(told), true) };
}

/** A cache around a method: looked at before it, written with its answer after it. */
function cached(
  flow: FlowBuilder,
  effects: readonly Effect[],
  node: Node,
  told: Told,
  key: Value,
  returns: Value,
): readonly Effect[] {
  const target = { store: storeOf(told), key, inProcess: false };
  const place = () => flow.placeOf(node, evidenceOf(told), true);
  return [
    { kind: "cache-read", many: false, ...target, ...place() },
    ...effects,
    {
      kind: "cache-write",
      value: returns,
      many: false,
      condition: "none",
      ...target,
      ...place(),
    },
  ];
}

/** The method's name and arguments, as such decorators make their keys. */
function keyOf(fn: FunctionValue): Value {
  const parameters = fn.node.params.map((node, index): Value => ({
    kind: "parameter",
    owner: fn.node,
    index,
    name: node.type === "Identifier" ? node.name : String(index),
  }));
  return template(
    parameters.reduce<(string | Value)[]>(
      (parts, parameter) => [...parts, ":", parameter],
      [fn.name],
    ),
  );
}

function inside(
  flow: FlowBuilder,
  effects: readonly Effect[],
  node: Node,
  kind: ScopeKind,
  told: Told,
): readonly Effect[] {
  const scope: Scope = {
    kind,
    id: flow.context.nextId(),
    text: siteIn(flow.module, node).text,
    ...(kind === "lock" && { shared: isShared(told) }),
  };
  return effects.map((effect) =>
    changed(effect, { scopes: [scope, ...effect.scopes] }),
  );
}

function isShared({ library }: Told): boolean {
  const gives = library.calls[0]?.gives;
  return gives?.effect === "lock" && gives.scope === "shared";
}

export function storeOf({ module }: Told): Value {
  return { kind: "external", module: `setting:${module}`, path: [] };
}

export function evidenceOf({ name }: Told): Evidence {
  return { by: "setting", name };
}
