/**
 * The state while one flow is being followed: where in the text, under which
 * conditions, inside what, with which values in the variables.
 */
import type {
  Evidence,
  Arm,
  DeliveryContext,
  Effect,
  EffectDetail,
  Scope as EffectScope,
  Site,
} from "./effect.ts";
import type { AnalysisContext } from "./context.ts";
import type { ModuleFacts } from "./module-facts.ts";
import { unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type { FunctionNode, FunctionValue, Value } from "./value.ts";
import { unknown } from "./values.ts";
import { Scope, joinStates } from "./variables.ts";
import type { Binding, State } from "./variables.ts";

/** A function that runs on its own: a handler, a route, a listener. */
export interface Task {
  readonly callback: FunctionValue;
  readonly args: readonly Value[];
  readonly context: DeliveryContext | undefined;
  /** Where it is registered. */
  readonly site: Site;
}

export interface Returned {
  readonly value: Value;
  readonly path: readonly Arm[];
}

export interface ArmOutcome<Answer> {
  readonly answer: Answer;
  readonly state: State;
  /** What the arm's own early exits made known at its end. */
  readonly assumed: readonly Arm[];
}

const maxEffects = 500;
/** Conditions known at one place; what a longer list would add is left unknown. */
const maxArms = 200;

export class FlowBuilder {
  readonly context: AnalysisContext;
  readonly effects: Effect[] = [];
  readonly tasks: Task[] = [];
  /** Functions whose bodies were followed here. */
  readonly entered = new Set<FunctionNode>();
  readonly functions = new Map<FunctionNode, FunctionValue>();
  module: ModuleFacts;
  variables: Scope;
  state: State = new Map();
  self: Value | undefined;
  path: readonly Arm[] = [];
  scopes: readonly EffectScope[] = [];
  returns: Returned[] = [];
  /** Functions being followed inside each other. */
  inlining: FunctionNode[] = [];
  /** The stream that operators of a `pipe` call work on. */
  stream: Value | undefined;
  /** Whether the code stands outside every function. */
  atModuleLevel = false;

  constructor(
    context: AnalysisContext,
    module: ModuleFacts,
    variables?: Scope,
    self?: Value,
  ) {
    this.context = context;
    this.module = module;
    this.variables = new Scope(variables);
    this.self = self;
  }

  emit(
    detail: EffectDetail,
    node: Node,
    evidence: Evidence,
    awaited: boolean,
  ): Effect {
    return this.add({ ...detail, ...this.placeOf(node, evidence, awaited) });
  }

  add(effect: Effect): Effect {
    if (this.effects.length < maxEffects) this.effects.push(effect);
    else
      this.context.note(
        "budget",
        `more than ${String(maxEffects)} effects in one function`,
      );
    return effect;
  }

  placeOf(node: Node, evidence: Evidence, awaited: boolean) {
    return {
      id: this.context.nextId(),
      site: this.siteOf(node),
      frames: [] as readonly Site[],
      path: this.path,
      scopes: this.scopes,
      awaited,
      evidence,
    };
  }

  siteOf(node: Node): Site {
    return siteIn(this.module, node);
  }

  lookup(name: string): Value | undefined {
    const binding = this.variables.lookup(name);
    if (!binding) return undefined;
    return this.state.get(binding) ?? binding.latest ?? unknown();
  }

  assign(binding: Binding, value: Value): void {
    this.state.set(binding, value);
    binding.latest = value;
  }

  declare(name: string, value: Value): void {
    this.assign(this.variables.declare(name), value);
  }

  /** Runs `body` with variables of its own. */
  inBlock<Answer>(body: () => Answer): Answer {
    const outer = this.variables;
    this.variables = new Scope(outer);
    try {
      return body();
    } finally {
      this.variables = outer;
    }
  }

  inScope<Answer>(
    kind: EffectScope["kind"],
    text: string,
    body: () => Answer,
    more?: Partial<EffectScope>,
  ): Answer {
    const outer = this.scopes;
    this.scopes = [
      ...outer,
      { kind, id: this.context.nextId(), text, ...more },
    ];
    try {
      return body();
    } finally {
      this.scopes = outer;
    }
  }

  /** Runs `body` as one arm of a branch and answers what it leaves behind. */
  inArm<Answer>(arm: Arm, body: () => Answer): ArmOutcome<Answer> {
    const { path, state } = this;
    this.path = [...path, arm];
    this.state = new Map(state);
    const answer = body();
    const after = this.state;
    const assumed = this.path.slice(path.length + 1);
    this.path = path;
    this.state = state;
    return { answer, state: after, assumed };
  }

  /** From here on, `arm` is known to have been taken. */
  assume(arm: Arm): void {
    if (this.path.length >= maxArms) return;
    this.path = [...this.path, arm];
  }

  join(left: State, right: State, test?: Value): void {
    this.state = joinStates(left, right, test);
  }
}

/** The place of a node; of a call, the name of what is called. */
export function siteIn(
  module: Pick<ModuleFacts, "path" | "text">,
  node: Node,
): Site {
  const { range, loc } = markOf(node);
  return {
    file: module.path,
    range: [range[0], range[1]],
    start: { line: loc.start.line, column: loc.start.column },
    end: { line: loc.end.line, column: loc.end.column },
    text: shortText(module.text, node),
    node,
  };
}

/** `redis.set` of `redis.set(key, value)`; of a chain of calls, its first: `db.update`. */
function markOf(node: Node): Node {
  if (node.type !== "CallExpression" && node.type !== "NewExpression")
    return node;
  const { callee } = node;
  if (isOneLine(callee)) return callee;
  if (callee.type !== "MemberExpression") return node;
  const inner = unwrap(callee.object);
  return inner.type === "CallExpression" ? markOf(inner) : callee.property;
}

function isOneLine(node: Node): boolean {
  return node.loc.start.line === node.loc.end.line;
}

const maxText = 60;

/** The user's own spelling, on one line. */
export function shortText(text: string, node: Node): string {
  const source =
    node.type === "CallExpression" || node.type === "NewExpression"
      ? node.callee
      : node;
  const words = text
    .slice(source.range[0], source.range[1])
    .replace(/\s+/gu, " ")
    .replaceAll(" .", ".");
  return words.length > maxText ? `${words.slice(0, maxText - 1)}…` : words;
}
