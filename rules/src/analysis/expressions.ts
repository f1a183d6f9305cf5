/** What each expression stands for, and the effects of evaluating it. */
import type { TSESTree } from "@typescript-eslint/utils";
import { evaluateCall, evaluateNew, evaluateTagged } from "./calls.ts";
import type { Arm } from "./effect.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { memberOf } from "./members.ts";
import { annotationOf, isFunction, nameOf, unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type { FunctionNode, FunctionValue, Value } from "./value.ts";
import {
  array,
  choice,
  constant,
  member,
  object,
  operation,
  template,
  undefinedValue,
  unknown,
} from "./values.ts";

export interface Use {
  /** The flow waits for the promise before it goes on. */
  readonly awaited?: boolean;
  /** Another link of a call chain follows. */
  readonly chained?: boolean;
  /** The items of an array run beside each other. */
  readonly parallel?: boolean;
}

export function evaluate(flow: FlowBuilder, node: Node, use: Use = {}): Value {
  if (!flow.context.spend()) return unknown();
  return flow.context.nested(() => evaluateNode(flow, node, use)) ?? unknown();
}

function evaluateNode(flow: FlowBuilder, node: Node, use: Use): Value {
  if (isFunction(node)) return functionValue(flow, node);
  switch (node.type) {
    case "Identifier":
      return evaluateName(flow, node.name);
    case "ThisExpression":
      return flow.self ?? unknown();
    case "Literal":
      return "regex" in node ? unknown() : constant(node.value);
    case "TemplateLiteral":
      return evaluateTemplate(flow, node);
    case "TaggedTemplateExpression":
      return evaluateTagged(flow, node, use);
    case "ChainExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSSatisfiesExpression":
    case "TSInstantiationExpression":
      return evaluate(flow, node.expression, use);
    case "AwaitExpression":
      return evaluate(flow, node.argument, { awaited: true });
    case "YieldExpression":
      return node.argument
        ? evaluate(flow, node.argument, { awaited: true })
        : undefinedValue;
    case "CallExpression":
      return evaluateCall(flow, node, use);
    case "NewExpression":
      return evaluateNew(flow, node, use);
    case "MemberExpression":
      return evaluateMember(flow, node);
    case "ObjectExpression":
      return evaluateObject(flow, node);
    case "ArrayExpression":
      return evaluateArray(flow, node, use);
    case "BinaryExpression":
      return evaluateBinary(flow, node);
    case "UnaryExpression":
      return evaluateUnary(flow, node);
    case "UpdateExpression":
      return evaluateUpdate(flow, node);
    case "LogicalExpression":
      return evaluateLogical(flow, node, use);
    case "ConditionalExpression":
      return evaluateConditional(flow, node, use);
    case "AssignmentExpression":
      return evaluateAssignment(flow, node);
    case "SequenceExpression":
      return (
        node.expressions
          .map((expression) => evaluate(flow, expression))
          .at(-1) ?? unknown()
      );
    case "SpreadElement":
      return evaluate(flow, node.argument);
    case "ImportExpression":
      return evaluateImport(flow, node);
    default:
      return unknown();
  }
}

function evaluateName(flow: FlowBuilder, name: string): Value {
  if (name === "undefined") return undefinedValue;
  return (
    flow.lookup(name) ??
    flow.context.linker.nameIn(flow.module, name) ?? {
      kind: "external",
      module: "global",
      path: [name],
    }
  );
}

function evaluateImport(
  flow: FlowBuilder,
  node: TSESTree.ImportExpression,
): Value {
  const { source } = node;
  return source.type === "Literal" && typeof source.value === "string"
    ? flow.context.linker.importedValue(flow.module, source.value, "*")
    : unknown();
}

export function functionValue(
  flow: FlowBuilder,
  node: FunctionNode,
  name?: string,
): FunctionValue {
  const known = flow.functions.get(node);
  if (known) return known;
  const made: FunctionValue = {
    kind: "function",
    node,
    module: flow.module,
    closure: flow.variables,
    name: name ?? (node.id ? node.id.name : "(anonymous function)"),
    ...(flow.self &&
      node.type === "ArrowFunctionExpression" && { self: flow.self }),
  };
  flow.functions.set(node, made);
  return made;
}

function evaluateTemplate(
  flow: FlowBuilder,
  node: TSESTree.TemplateLiteral,
): Value {
  const parts: (string | Value)[] = [];
  node.quasis.forEach((quasi, index) => {
    parts.push(quasi.value.cooked ?? quasi.value.raw);
    const hole = node.expressions[index];
    if (hole) parts.push(evaluate(flow, hole));
  });
  return template(parts);
}

function evaluateMember(
  flow: FlowBuilder,
  node: TSESTree.MemberExpression,
): Value {
  const owner = evaluate(flow, node.object, { chained: true });
  const name = node.computed ? undefined : nameOf(node.property);
  if (name !== undefined) return memberOf(flow, owner, name, node);
  return member(owner, evaluate(flow, node.property));
}

function evaluateObject(
  flow: FlowBuilder,
  node: TSESTree.ObjectExpression,
): Value {
  const entries = new Map<string, Value>();
  const spreads: Value[] = [];
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      spreads.push(evaluate(flow, property.argument));
      continue;
    }
    const value = evaluate(flow, property.value);
    const name = property.computed
      ? computedName(flow, property.key)
      : nameOf(property.key);
    entries.set(name ?? `?${String(entries.size)}`, value);
  }
  return object(entries, spreads);
}

function computedName(flow: FlowBuilder, node: Node): string | undefined {
  const key = evaluate(flow, node);
  return key.kind === "constant" ? String(key.value) : undefined;
}

function evaluateArray(
  flow: FlowBuilder,
  node: TSESTree.ArrayExpression,
  use: Use,
): Value {
  const items: Value[] = [];
  const spreads: Value[] = [];
  for (const element of node.elements) {
    if (!element) items.push(undefinedValue);
    else if (element.type === "SpreadElement")
      spreads.push(evaluate(flow, element.argument));
    else items.push(evaluateItem(flow, element, use));
  }
  return array(items, spreads);
}

function evaluateItem(
  flow: FlowBuilder,
  node: Node,
  { parallel, ...use }: Use,
): Value {
  if (!parallel) return evaluate(flow, node, use);
  return flow.inScope("lane", "", () => evaluate(flow, node, use));
}

function evaluateBinary(
  flow: FlowBuilder,
  node: TSESTree.BinaryExpression,
): Value {
  const left =
    node.left.type === "PrivateIdentifier"
      ? unknown()
      : evaluate(flow, node.left);
  const right = evaluate(flow, node.right);
  return operation(node.operator, left, right);
}

function evaluateUnary(
  flow: FlowBuilder,
  node: TSESTree.UnaryExpression,
): Value {
  if (node.operator === "void")
    return flow.inScope("deferred", "void", () =>
      evaluate(flow, node.argument, { awaited: true }),
    );
  const value = evaluate(flow, node.argument);
  if (
    node.operator === "-" &&
    value.kind === "constant" &&
    typeof value.value === "number"
  )
    return constant(-value.value);
  return operation(node.operator, value);
}

function evaluateUpdate(
  flow: FlowBuilder,
  node: TSESTree.UpdateExpression,
): Value {
  const before = evaluate(flow, node.argument);
  assign(
    flow,
    node.argument,
    operation(node.operator === "++" ? "+" : "-", before, constant(1)),
  );
  return before;
}

/** The right side runs only under the left side's outcome. */
function evaluateLogical(
  flow: FlowBuilder,
  node: TSESTree.LogicalExpression,
  use: Use,
): Value {
  const left = evaluate(flow, node.left, use);
  const arm: Arm = {
    branch: flow.context.nextId(),
    taken: 0,
    test: left,
    outcome: node.operator === "&&" ? "truthy" : "falsy",
  };
  const { answer: right, state } = flow.inArm(arm, () =>
    evaluate(flow, node.right, use),
  );
  flow.join(flow.state, state, left);
  return operation(node.operator, left, right);
}

function evaluateConditional(
  flow: FlowBuilder,
  node: TSESTree.ConditionalExpression,
  use: Use,
): Value {
  const test = evaluate(flow, node.test);
  const branch = flow.context.nextId();
  const yes = flow.inArm({ branch, taken: 0, test, outcome: "truthy" }, () =>
    evaluate(flow, node.consequent, use),
  );
  const no = flow.inArm({ branch, taken: 1, test, outcome: "falsy" }, () =>
    evaluate(flow, node.alternate, use),
  );
  flow.join(yes.state, no.state, test);
  return choice([yes.answer, no.answer], [test]);
}

const compound: Readonly<Record<string, string>> = {
  "&&=": "&&",
  "||=": "||",
  "??=": "??",
};

function evaluateAssignment(
  flow: FlowBuilder,
  node: TSESTree.AssignmentExpression,
): Value {
  if (node.operator === "=") {
    const value = evaluate(flow, node.right);
    assign(flow, node.left, value);
    return value;
  }
  const before = evaluate(flow, node.left);
  const right = evaluate(flow, node.right);
  const operator = compound[node.operator] ?? node.operator.slice(0, -1);
  const value = operation(operator, before, right);
  assign(flow, node.left, value);
  return value;
}

/** Gives a variable, or a property of what a variable holds, a new value. */
export function assign(flow: FlowBuilder, target: Node, value: Value): void {
  const node = unwrap(target);
  if (node.type === "Identifier") {
    const binding = flow.variables.lookup(node.name);
    if (binding) flow.assign(binding, value);
    return;
  }
  if (node.type === "ObjectPattern" || node.type === "ArrayPattern") {
    bindPattern(flow, node, value, "assign");
    return;
  }
  if (node.type === "MemberExpression") assignProperty(flow, node, value);
}

function assignProperty(
  flow: FlowBuilder,
  node: TSESTree.MemberExpression,
  value: Value,
): void {
  const name =
    (node.computed
      ? computedName(flow, node.property)
      : nameOf(node.property)) ?? "?";
  const owner = evaluate(flow, node.object);
  assign(flow, node.object, withProperty(owner, name, value));
}

/** The same thing with one property replaced. */
function withProperty(owner: Value, name: string, value: Value): Value {
  if (owner.kind === "object") {
    const entries = new Map(owner.entries).set(name, value);
    return object(entries, owner.spreads, owner.base);
  }
  return object(new Map([[name, value]]), [], owner);
}

/** Binds the names of a pattern to the parts of a value. */
export function bindPattern(
  flow: FlowBuilder,
  pattern: Node,
  value: Value,
  mode: "declare" | "assign" = "declare",
): void {
  switch (pattern.type) {
    case "Identifier":
      bindName(flow, pattern, value, mode);
      return;
    case "MemberExpression":
      assign(flow, pattern, value);
      return;
    case "AssignmentPattern":
      bindPattern(
        flow,
        pattern.left,
        choice([value, evaluate(flow, pattern.right)]),
        mode,
      );
      return;
    case "RestElement":
      bindPattern(flow, pattern.argument, value, mode);
      return;
    case "TSParameterProperty":
      bindPattern(flow, pattern.parameter, value, mode);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties)
        bindProperty(flow, property, value, mode);
      return;
    case "ArrayPattern":
      pattern.elements.forEach((element, index) => {
        if (element?.type === "RestElement")
          bindPattern(flow, element, unknown(value), mode);
        else if (element)
          bindPattern(flow, element, member(value, String(index)), mode);
      });
      return;
    default:
      return;
  }
}

/** An annotation says what a value is when its initialiser does not. */
function bindName(
  flow: FlowBuilder,
  node: TSESTree.Identifier,
  value: Value,
  mode: "declare" | "assign",
): void {
  if (mode === "assign") {
    assign(flow, node, value);
    return;
  }
  const annotation = annotationOf(node);
  const typed =
    annotation && value.kind === "unknown"
      ? flow.context.linker.typeValue(flow.module, annotation, node.name)
      : undefined;
  flow.declare(node.name, typed ?? value);
}

function bindProperty(
  flow: FlowBuilder,
  property: TSESTree.Property | TSESTree.RestElement,
  value: Value,
  mode: "declare" | "assign",
): void {
  if (property.type === "RestElement") {
    bindPattern(flow, property.argument, value, mode);
    return;
  }
  const name = property.computed
    ? computedName(flow, property.key)
    : nameOf(property.key);
  bindPattern(
    flow,
    property.value,
    name === undefined ? unknown(value) : memberOf(flow, value, name, property),
    mode,
  );
}
