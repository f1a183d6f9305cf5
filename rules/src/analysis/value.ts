/**
 * Symbolic values: what an expression stands for, as far as its text says.
 *
 * A value never carries a runtime result. It carries where the result comes
 * from, so that two questions can be answered later: "do these two name the
 * same thing?" and "does this derive from that?".
 */
import type { TSESTree } from "@typescript-eslint/utils";
import type { ClassFacts, ModuleFacts } from "./module-facts.ts";
import type { Effect } from "./effect.ts";
import type { Substitution } from "./substitute.ts";
import type { Scope as VariableScope } from "./variables.ts";

export type FunctionNode =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression;

export type Value =
  | UnknownValue
  | ConstantValue
  | ParameterValue
  | ExternalValue
  | InstanceValue
  | ClassValue
  | FunctionValue
  | MemberValue
  | CallValue
  | ResultValue
  | ObjectValue
  | ArrayValue
  | TemplateValue
  | OperationValue
  | ChoiceValue;

/** Not understood; `from` keeps what went into it, so that dependence is not lost. */
export interface UnknownValue {
  readonly kind: "unknown";
  readonly from: readonly Value[];
}

export interface ConstantValue {
  readonly kind: "constant";
  readonly value: string | number | boolean | bigint | null | undefined;
}

/** A parameter of the function whose summary is being made. */
export interface ParameterValue {
  readonly kind: "parameter";
  readonly owner: FunctionNode;
  readonly index: number;
  readonly name: string;
  /** What its annotation says it is; followed when it is asked for. */
  readonly type?: Value | undefined;
}

/** An export of a package, or a global (`module` is then `"global"`). */
export interface ExternalValue {
  readonly kind: "external";
  readonly module: string;
  /** Export name, then members: `["default", "Cluster"]`. */
  readonly path: readonly string[];
}

/** Something made by `new X()` or declared as `: X`. */
export interface InstanceValue {
  readonly kind: "instance";
  readonly of: Value;
  /** Type arguments: `Repository<User>` has one. */
  readonly typeArguments: readonly Value[];
  /** Tells instances of one type apart, e.g. the field or variable that holds it. */
  readonly name: string;
  /** Arguments of `new`. */
  readonly args?: readonly Value[];
  /** A field or a module's variable keeps it: it outlives one call. */
  readonly held?: true;
  /** The variable of a module that holds it, where other statements may add to it. */
  readonly variable?: { readonly module: ModuleFacts; readonly name: string };
}

/** A class of the project. */
export interface ClassValue {
  readonly kind: "class";
  readonly facts: ClassFacts;
}

/** A function of the project, with what it closes over. */
export interface FunctionValue {
  readonly kind: "function";
  readonly node: FunctionNode;
  readonly module: ModuleFacts;
  /** Variables it closes over; absent for functions of the module's own scope. */
  readonly closure?: VariableScope;
  /** What `this` is inside. */
  readonly self?: Value;
  readonly name: string;
  /** What the calls that handed it out have filled in for outer parameters. */
  readonly bound?: readonly Substitution[];
}

export interface MemberValue {
  readonly kind: "member";
  readonly object: Value;
  /** A name, or a value for computed access. */
  readonly property: string | Value;
}

/** A call that is no effect by itself: a builder link, a pure or opaque function. */
export interface CallValue {
  readonly kind: "call";
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly node: TSESTree.Node;
}

/** What an effect answered. */
export interface ResultValue {
  readonly kind: "result";
  readonly effect: Effect;
}

/** An object literal, or `base` with some properties replaced. */
export interface ObjectValue {
  readonly kind: "object";
  readonly base?: Value;
  readonly entries: ReadonlyMap<string, Value>;
  /** Values spread into it, in order. */
  readonly spreads: readonly Value[];
}

export interface ArrayValue {
  readonly kind: "array";
  readonly items: readonly Value[];
  readonly spreads: readonly Value[];
}

/** Literal pieces and holes, in order. */
export interface TemplateValue {
  readonly kind: "template";
  readonly parts: readonly (string | Value)[];
}

export interface OperationValue {
  readonly kind: "operation";
  readonly operator: string;
  readonly operands: readonly Value[];
}

/** One of several, decided by `tests`. */
export interface ChoiceValue {
  readonly kind: "choice";
  readonly options: readonly Value[];
  readonly tests: readonly Value[];
}
