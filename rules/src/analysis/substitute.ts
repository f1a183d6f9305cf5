/** Replaces parameters and effects in values: a callee's view becomes the caller's. */
import type { AnalysisContext } from "./context.ts";
import type { Effect } from "./effect.ts";
import type { FunctionNode, Value } from "./value.ts";
import {
  array,
  callOf,
  choice,
  member,
  object,
  operation,
  template,
  unknown,
} from "./values.ts";

export class Substitution {
  readonly #owner: FunctionNode;
  readonly #args: readonly Value[];
  readonly #rest: number | undefined;
  readonly #effects = new Map<Effect, Value>();
  readonly #memo = new Map<Value, Value>();
  readonly #branches = new Map<number, number>();
  readonly #context: Pick<AnalysisContext, "nextId">;

  constructor(
    owner: FunctionNode,
    args: readonly Value[],
    context: Pick<AnalysisContext, "nextId">,
  ) {
    this.#owner = owner;
    this.#args = args;
    this.#context = context;
    const rest = owner.params.findIndex(
      (parameter) => parameter.type === "RestElement",
    );
    this.#rest = rest < 0 ? undefined : rest;
  }

  setResult(effect: Effect, value: Value): void {
    this.#effects.set(effect, value);
  }

  value(value: Value): Value {
    const known = this.#memo.get(value);
    if (known) return known;
    const made = this.#make(value);
    this.#memo.set(value, made);
    return made;
  }

  /** The number that a branch or a scope of the callee has at this call. */
  fresh(id: number): number {
    const known = this.#branches.get(id);
    if (known !== undefined) return known;
    const made = this.#context.nextId();
    this.#branches.set(id, made);
    return made;
  }

  #make(value: Value): Value {
    const of = (inner: Value) => this.value(inner);
    switch (value.kind) {
      case "constant":
      case "external":
      case "class":
        return value;
      case "parameter":
        return value.owner === this.#owner
          ? this.#argument(value.index, value)
          : value;
      case "result":
        return this.#effects.get(value.effect) ?? value;
      case "function":
        return value.closure
          ? { ...value, bound: [...(value.bound ?? []), this] }
          : value;
      case "unknown":
        return value.from.length === 0 ? value : unknown(...value.from.map(of));
      case "instance":
        return value.args ? { ...value, args: value.args.map(of) } : value;
      case "member":
        return member(
          of(value.object),
          typeof value.property === "string"
            ? value.property
            : of(value.property),
        );
      case "call":
        return callOf(of(value.callee), value.args.map(of), value.node);
      case "object":
        return object(
          new Map([...value.entries].map(([name, entry]) => [name, of(entry)])),
          value.spreads.map(of),
          value.base && of(value.base),
        );
      case "array":
        return array(value.items.map(of), value.spreads.map(of));
      case "template":
        return template(
          value.parts.map((part) =>
            typeof part === "string" ? part : of(part),
          ),
        );
      case "operation":
        return operation(value.operator, ...value.operands.map(of));
      case "choice":
        return choice(value.options.map(of), value.tests.map(of));
    }
  }

  /** An argument that says nothing leaves the parameter's declared type standing. */
  #argument(index: number, parameter: Value & { kind: "parameter" }): Value {
    if (this.#rest !== undefined && index === this.#rest)
      return array(this.#args.slice(index));
    const argument = this.#args[index];
    if (argument === undefined) return { kind: "constant", value: undefined };
    return argument.kind === "unknown" &&
      argument.from.length === 0 &&
      parameter.type
      ? parameter.type
      : argument;
  }
}
