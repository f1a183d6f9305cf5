/** All flows of one file: its functions, methods, handlers and its own top level. */
import type { AnalysisContext } from "./context.ts";
import { deliveryOf } from "./delivery.ts";
import type { DeliveryContext, Effect, Flow, FlowModule } from "./effect.ts";
import { flowName } from "./flow-name.ts";
import { FlowBuilder, siteIn } from "./flow-builder.ts";
import type { Task } from "./flow-builder.ts";
import type { ClassFacts, ModuleFacts } from "./module-facts.ts";
import type { Parts } from "../reach/gate.ts";
import { executeAll } from "./statements.ts";
import { fateOf } from "./promise-fate.ts";
import type { Summary } from "./summaries.ts";
import type { Node } from "./syntax.ts";
import { guardsBeside } from "./told.ts";
import { functionNames } from "./function-names.ts";
import type { FunctionNode, FunctionValue, Value } from "./value.ts";
import { unknown } from "./values.ts";
import { changed } from "./view.ts";

const maxTaskDepth = 4;

type Followed = Pick<Flow, "name" | "effects" | "returns" | "afterwards">;

/**
 * The flows that have code in the given parts. The others are followed when a
 * hazard asks for every effect of the file, which few do.
 */
export function flowsOf(
  context: AnalysisContext,
  module: ModuleFacts,
  parts: Parts = wholeFile,
): readonly Flow[] {
  return new FlowCollector(context, module, parts).collect();
}

/** The part that every offset lies in. */
const wholeFile: Parts = [[0, Infinity]];

class FlowCollector {
  readonly #context: AnalysisContext;
  readonly #module: ModuleFacts;
  readonly #parts: Parts;
  readonly #flows: Flow[] = [];
  readonly #file: FlowModule;
  readonly #entered = new Set<FunctionNode>();
  readonly #names: ReadonlyMap<FunctionNode, string>;
  readonly #seen = new Map<FunctionNode, FunctionValue>();
  #every: readonly Flow[] | undefined;
  #all: readonly Effect[] | undefined;

  constructor(context: AnalysisContext, module: ModuleFacts, parts: Parts) {
    this.#context = context;
    this.#module = module;
    this.#parts = parts;
    this.#names = functionNames(module);
    const { path, text, ast } = module;
    const file: FlowModule = {
      path,
      text,
      ast,
      flows: () => this.#everyFlow(),
      effects: () => this.#effects(),
      fateOf: (call) => fateOf(ast, call),
      packageVersion: (name) => context.packageVersion(name, path),
      get isOneOff() {
        return context.isOneOff(path);
      },
      table: (row) => context.schemas.tableOf(row, path),
      get peers() {
        return context.peersOf(file);
      },
    };
    this.#file = file;
  }

  /** What hazards ask for again and again; of all functions, also of those left out. */
  #effects(): readonly Effect[] {
    this.#all ??= effectsIn(this.#everyFlow());
    return this.#all;
  }

  #everyFlow(): readonly Flow[] {
    if (this.#parts === wholeFile) return this.#flows;
    this.#every ??= flowsOf(this.#context, this.#module);
    return this.#every;
  }

  #isFollowed({ range }: Node): boolean {
    return this.#parts.some(
      ([start, end]) => range[0] < end && range[1] > start,
    );
  }

  collect(): readonly Flow[] {
    this.#topLevel();
    for (const facts of this.#module.classes) this.#classMethods(facts);
    for (const [name, declaration] of this.#module.declarations)
      if (declaration.kind === "function" && this.#isFollowed(declaration.node))
        this.#function({
          kind: "function",
          node: declaration.node,
          module: this.#module,
          name,
        });
    this.#remaining();
    return this.#flows;
  }

  #topLevel(): void {
    const flow = new FlowBuilder(this.#context, this.#module);
    flow.atModuleLevel = true;
    executeAll(
      flow,
      this.#module.ast.body.filter((node) => this.#isFollowed(node)),
    );
    this.#adopt(flow.entered, flow.functions);
    this.#add(
      {
        name: "top level",
        effects: flow.effects,
        returns: unknown(),
        afterwards: [],
      },
      this.#module.ast,
    );
    this.#tasks(flow.tasks, 0);
  }

  #classMethods(facts: ClassFacts): void {
    const self: Value = {
      kind: "instance",
      of: { kind: "class", facts },
      typeArguments: [],
      name: facts.name,
    };
    for (const [name, method] of facts.methods) {
      if (!this.#isFollowed(method.node)) continue;
      const fn: FunctionValue = {
        kind: "function",
        node: method.node,
        module: this.#module,
        self: method.static ? { kind: "class", facts } : self,
        name: `${facts.name}.${name}`,
      };
      this.#function(
        fn,
        deliveryOf(this.#context, this.#module, fn, { facts, method }),
      );
    }
  }

  #function(
    fn: FunctionValue,
    context?: DeliveryContext,
    depth = 0,
    registration?: Node,
  ): void {
    this.#entered.add(fn.node);
    const summary = this.#context.summaries.of(this.#context, fn);
    if (summary)
      this.#summary(
        fn,
        registration ? this.#guarded(summary, registration) : summary,
        context ?? deliveryOf(this.#context, this.#module, fn),
        depth,
      );
  }

  /** With the claims of the guards that it is registered with. */
  #guarded(summary: Summary, registration: Node): Summary {
    const flow = new FlowBuilder(this.#context, this.#module);
    const guards = guardsBeside(flow, registration);
    return { ...summary, effects: [...guards, ...summary.effects] };
  }

  #summary(
    fn: FunctionValue,
    summary: Summary,
    context: DeliveryContext | undefined,
    depth: number,
  ): void {
    this.#adopt(summary.entered, summary.functions);
    if (fn.module === this.#module)
      this.#add(
        { name: flowName(this.#module, fn), ...summary },
        fn.node,
        context,
      );
    this.#tasks(summary.tasks, depth + 1);
  }

  #tasks(tasks: readonly Task[], depth: number): void {
    if (depth > maxTaskDepth) return;
    for (const task of tasks) {
      if (task.callback.module === this.#module) {
        if (!this.#entered.has(task.callback.node) || task.context)
          this.#function(task.callback, task.context, depth, task.site.node);
      } else if (task.context) this.#foreignHandler(task, task.context);
    }
  }

  /** A handler that lives in another file but is registered here: its effects are seen from the registration. */
  #foreignHandler(task: Task, context: DeliveryContext): void {
    const summary = this.#context.summaries.of(this.#context, task.callback);
    if (!summary || task.site.file !== this.#module.path) return;
    const effects = summary.effects.map((effect) =>
      changed(effect, { frames: [task.site, ...effect.frames] }),
    );
    this.#flows.push({
      name: task.callback.name,
      site: task.site,
      effects,
      returns: summary.returns,
      afterwards: summary.afterwards,
      context,
      module: this.#file,
    });
  }

  #adopt(
    entered: ReadonlySet<FunctionNode>,
    functions: ReadonlyMap<FunctionNode, FunctionValue>,
  ): void {
    for (const node of entered) this.#entered.add(node);
    for (const [node, fn] of functions) this.#seen.set(node, fn);
  }

  /** Functions that nothing seen so far runs: returned, stored or given away. */
  #remaining(): void {
    for (const node of this.#module.functions) {
      if (this.#entered.has(node) || !this.#isFollowed(node)) continue;
      const name = this.#names.get(node);
      const fn = this.#seen.get(node) ?? {
        kind: "function",
        node,
        module: this.#module,
        name: "(anonymous function)",
      };
      this.#function(name === undefined ? fn : { ...fn, name });
    }
  }

  #add(
    { name, effects, returns, afterwards }: Followed,
    node: Parameters<typeof siteIn>[1],
    context?: DeliveryContext,
  ): void {
    if (effects.length === 0) return;
    this.#flows.push({
      name,
      site: siteIn(this.#module, node),
      effects,
      returns,
      afterwards,
      module: this.#file,
      ...(context && { context }),
    });
  }
}

function effectsIn(flows: readonly Flow[]): readonly Effect[] {
  return flows.flatMap(({ effects }) => effects);
}
