/**
 * Summaries: the effects of a function with its parameters as holes. Made once
 * for each function and reused at every call.
 */
import type { AnalysisContext } from "./context.ts";
import type { Arm, Effect } from "./effect.ts";
import { bindPattern, evaluate } from "./expressions.ts";
import { FlowBuilder } from "./flow-builder.ts";
import type { Task } from "./flow-builder.ts";
import type { Entry } from "./ledger.ts";
import type { ClassFacts } from "./module-facts.ts";
import { execute } from "./statements.ts";
import { annotationOf, patternName } from "./syntax.ts";
import { withDecorators } from "./told.ts";
import type { Node } from "./syntax.ts";
import type {
  FunctionNode,
  FunctionValue,
  ParameterValue,
  Value,
} from "./value.ts";
import { choice, undefinedValue } from "./values.ts";
import { Scope } from "./variables.ts";

export interface Summary {
  readonly function: FunctionValue;
  readonly effects: readonly Effect[];
  readonly returns: Value;
  /** What is known after every normal end: guards that would have thrown. */
  readonly afterwards: readonly Arm[];
  readonly tasks: readonly Task[];
  readonly entered: ReadonlySet<FunctionNode>;
  /** Function values seen while following it, with what they close over. */
  readonly functions: ReadonlyMap<FunctionNode, FunctionValue>;
}

/** Calls inside calls that are followed, from one function of the file under analysis. */
const maxDepth = 30;

/** `undefined` where the function is being summarised already: recursion is unknown. */
export class Summaries {
  /** A method is another function for each class that inherits it. */
  readonly #known = new WeakMap<
    FunctionNode,
    Map<ClassFacts | undefined, Entry>
  >();
  #depth = 0;

  of(context: AnalysisContext, fn: FunctionValue): Summary | undefined {
    const { ledger } = context.linker;
    if (this.#depth > maxDepth) {
      ledger.cut("budget", "calls nested deeper than followed");
      return undefined;
    }
    const byOwner =
      this.#known.get(fn.node) ?? new Map<ClassFacts | undefined, Entry>();
    this.#known.set(fn.node, byOwner);
    this.#depth++;
    try {
      return ledger.answer(byOwner, ownerOf(fn), () => summarise(context, fn));
    } finally {
      this.#depth--;
    }
  }
}

function ownerOf({ self }: FunctionValue): ClassFacts | undefined {
  return self?.kind === "instance" && self.of.kind === "class"
    ? self.of.facts
    : undefined;
}

function summarise(context: AnalysisContext, fn: FunctionValue): Summary {
  const flow = new FlowBuilder(context, fn.module, fn.closure, fn.self);
  const parameters = fn.node.params.map((node, index) =>
    parameterValue(flow, fn.node, node, index),
  );
  const outcome = runBody(flow, fn, parameters);
  return {
    function: fn,
    effects: withDecorators(flow, fn, outcome.value),
    returns: outcome.value,
    afterwards: outcome.afterwards,
    tasks: flow.tasks,
    entered: flow.entered,
    functions: flow.functions,
  };
}

function parameterValue(
  flow: FlowBuilder,
  owner: FunctionNode,
  node: Node,
  index: number,
): ParameterValue {
  const annotation = annotationOf(node);
  const name = patternName(node) ?? `argument ${String(index + 1)}`;
  if (!annotation) return { kind: "parameter", owner, index, name };
  const { linker } = flow.context;
  const { module } = flow;
  return {
    kind: "parameter",
    owner,
    index,
    name,
    get type() {
      return linker.typeValue(module, annotation, name);
    },
  };
}

export interface Outcome {
  readonly value: Value;
  readonly afterwards: readonly Arm[];
}

/** Follows a function's body with its parameters bound; variables and path of the caller are kept. */
export function runBody(
  flow: FlowBuilder,
  fn: FunctionValue,
  args: readonly Value[],
): Outcome {
  const { module, variables, self, path, returns, atModuleLevel } = flow;
  flow.entered.add(fn.node);
  flow.module = fn.module;
  flow.returns = [];
  flow.atModuleLevel = false;
  if (fn.self) flow.self = fn.self;
  flow.variables = fn.closure ?? new Scope();
  try {
    return flow.inBlock(() => {
      bindParameters(flow, fn, args);
      return followBody(flow, fn.node, path.length);
    });
  } finally {
    Object.assign(flow, {
      module,
      variables,
      self,
      path,
      returns,
      atModuleLevel,
    });
  }
}

function followBody(
  flow: FlowBuilder,
  node: FunctionNode,
  known: number,
): Outcome {
  if (node.body.type !== "BlockStatement") {
    const value = evaluate(flow, node.body, { awaited: true });
    return { value, afterwards: flow.path.slice(known) };
  }
  const completion = execute(flow, node.body);
  const ends = [...flow.returns];
  if (completion === "continues")
    ends.push({ value: undefinedValue, path: flow.path });
  const tests = ends.flatMap((end) =>
    end.path.slice(known).flatMap((arm) => (arm.test ? [arm.test] : [])),
  );
  return {
    value: choice(
      ends.map((end) => end.value),
      tests,
    ),
    afterwards: sharedArms(ends.map((end) => end.path.slice(known))),
  };
}

function sharedArms(paths: readonly (readonly Arm[])[]): readonly Arm[] {
  const [first = [], ...rest] = paths;
  return rest.reduce((shared, path) => {
    const keys = new Set(path.map(keyOf));
    return shared.filter((arm) => keys.has(keyOf(arm)));
  }, first);
}

function keyOf({ branch, taken }: Arm): string {
  return `${String(branch)}:${String(taken)}`;
}

function bindParameters(
  flow: FlowBuilder,
  fn: FunctionValue,
  args: readonly Value[],
): void {
  fn.node.params.forEach((parameter, index) => {
    if (parameter.type === "RestElement") {
      const rest = args.slice(index);
      bindPattern(
        flow,
        parameter.argument,
        rest[0] && rest.length === 1
          ? rest[0]
          : { kind: "array", items: rest, spreads: [] },
      );
    } else bindPattern(flow, parameter, args[index] ?? undefinedValue);
  });
}
