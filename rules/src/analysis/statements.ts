/** Follows statements in program order. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Arm } from "./effect.ts";
import { bindPattern, evaluate } from "./expressions.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import type { Node } from "./syntax.ts";
import type { Value } from "./value.ts";
import { member, operation, undefinedValue } from "./values.ts";
import { changed } from "./view.ts";

/** Whether control can reach what stands after a statement. */
export type Completion = "continues" | "leaves";

export function executeAll(
  flow: FlowBuilder,
  nodes: readonly Node[],
): Completion {
  for (const node of nodes)
    if (execute(flow, node) === "leaves") return "leaves";
  return "continues";
}

export function execute(flow: FlowBuilder, node: Node): Completion {
  if (!flow.context.spend()) return "continues";
  return flow.context.nested(() => executeNode(flow, node)) ?? "continues";
}

function executeNode(flow: FlowBuilder, node: Node): Completion {
  switch (node.type) {
    case "BlockStatement":
    case "StaticBlock":
      return flow.inBlock(() => executeBlock(flow, node.body));
    case "ExpressionStatement":
      return executeExpression(flow, node.expression);
    case "VariableDeclaration":
      executeVariables(flow, node);
      return "continues";
    case "FunctionDeclaration":
      return "continues";
    case "ReturnStatement":
      executeReturn(flow, node);
      return "leaves";
    case "ThrowStatement":
      evaluate(flow, node.argument);
      return "leaves";
    case "BreakStatement":
    case "ContinueStatement":
      return "leaves";
    case "IfStatement":
      return executeIf(flow, node);
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      executeLoop(flow, node);
      return "continues";
    case "TryStatement":
      return executeTry(flow, node);
    case "SwitchStatement":
      return executeSwitch(flow, node);
    case "LabeledStatement":
      return execute(flow, node.body);
    case "ExportNamedDeclaration":
      return node.declaration ? execute(flow, node.declaration) : "continues";
    case "ExportDefaultDeclaration":
      if (
        node.declaration.type !== "ClassDeclaration" &&
        node.declaration.type !== "FunctionDeclaration"
      )
        evaluate(flow, node.declaration);
      return "continues";
    default:
      return "continues";
  }
}

/** Function declarations are visible before the statements that use them. */
function executeBlock(flow: FlowBuilder, nodes: readonly Node[]): Completion {
  hoistFunctions(flow, nodes);
  return executeAll(flow, nodes);
}

function hoistFunctions(flow: FlowBuilder, nodes: readonly Node[]): void {
  for (const node of nodes)
    if (node.type === "FunctionDeclaration" && node.id && !flow.atModuleLevel)
      flow.declare(node.id.name, evaluate(flow, node));
}

function executeExpression(flow: FlowBuilder, node: Node): Completion {
  evaluate(flow, node);
  return isProcessExit(node) ? "leaves" : "continues";
}

function isProcessExit(node: Node): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    node.callee.object.type === "Identifier" &&
    node.callee.object.name === "process" &&
    node.callee.property.type === "Identifier" &&
    node.callee.property.name === "exit"
  );
}

function executeVariables(
  flow: FlowBuilder,
  node: TSESTree.VariableDeclaration,
): void {
  for (const declarator of node.declarations) {
    const value = declarator.init
      ? evaluate(flow, declarator.init)
      : undefinedValue;
    bindPattern(flow, declarator.id, value);
  }
}

function executeReturn(
  flow: FlowBuilder,
  node: TSESTree.ReturnStatement,
): void {
  const value = node.argument
    ? evaluate(flow, node.argument, { awaited: true })
    : undefinedValue;
  flow.returns.push({ value, path: flow.path });
}

function executeIf(flow: FlowBuilder, node: TSESTree.IfStatement): Completion {
  const test = evaluate(flow, node.test);
  const branch = flow.context.nextId();
  const { alternate } = node;
  const yes: Arm = { branch, taken: 0, test, outcome: "truthy" };
  const no: Arm = { branch, taken: 1, test, outcome: "falsy" };
  const first = flow.inArm(yes, () => execute(flow, node.consequent));
  const second = flow.inArm(no, () =>
    alternate ? execute(flow, alternate) : "continues",
  );
  if (first.answer === "leaves" && second.answer === "leaves") return "leaves";
  if (first.answer === "leaves") {
    flow.state = second.state;
    flow.assume(no);
  } else if (second.answer === "leaves") {
    flow.state = first.state;
    flow.assume(yes);
  } else {
    flow.join(first.state, second.state, test);
    for (const arm of [...first.assumed, ...second.assumed])
      flow.assume(onlyIfTaken(flow, arm));
  }
  return "continues";
}

/** `if (a) { if (hit) return; }`: afterwards `hit` is known to be false only where `a` was true. */
function onlyIfTaken(flow: FlowBuilder, arm: Arm): Arm {
  return changed(arm, { branch: flow.context.nextId(), outcome: "other" });
}

type Loop =
  | TSESTree.ForStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

function executeLoop(flow: FlowBuilder, node: Loop): void {
  const { path } = flow;
  const before = new Map(flow.state);
  flow.inBlock(() => {
    if (node.type === "ForStatement" && node.init) executeHead(flow, node.init);
    const items =
      node.type === "ForOfStatement" || node.type === "ForInStatement"
        ? evaluate(flow, node.right)
        : undefined;
    flow.inScope("loop", node.type, () => {
      if (items && node.type === "ForOfStatement")
        bindHead(flow, node.left, member(items, operation("each", items)));
      if ("test" in node && node.test && node.type !== "DoWhileStatement")
        evaluate(flow, node.test);
      execute(flow, node.body);
      if (node.type === "ForStatement" && node.update)
        evaluate(flow, node.update);
      if (node.type === "DoWhileStatement") evaluate(flow, node.test);
    });
  });
  flow.path = path;
  flow.join(before, flow.state);
}

function executeHead(flow: FlowBuilder, node: Node): void {
  if (node.type === "VariableDeclaration") executeVariables(flow, node);
  else evaluate(flow, node);
}

function bindHead(flow: FlowBuilder, node: Node, value: Value): void {
  const target =
    node.type === "VariableDeclaration" ? node.declarations[0].id : node;
  bindPattern(flow, target, value);
}

/** What the catch clause sees may have stopped anywhere in the block; its effects form an arm of their own. */
function executeTry(
  flow: FlowBuilder,
  node: TSESTree.TryStatement,
): Completion {
  const before = new Map(flow.state);
  const { path } = flow;
  const tried = executeTried(flow, node);
  const triedState = flow.state;
  const triedPath = flow.path;
  let caught: Completion = "leaves";
  if (node.handler) {
    const { handler } = node;
    const branch = flow.context.nextId();
    flow.path = path;
    flow.join(before, triedState);
    const arm: Arm = { branch, taken: 1, outcome: "caught" };
    const result = flow.inArm(arm, () =>
      flow.inBlock(() => execute(flow, handler.body)),
    );
    caught = result.answer;
    if (tried === "continues" && caught === "continues")
      flow.join(triedState, result.state);
    else flow.state = tried === "continues" ? triedState : result.state;
    if (tried === "leaves" && caught === "continues") flow.assume(arm);
    else flow.path = caught === "leaves" ? triedPath : path;
  }
  const finished = node.finalizer ? execute(flow, node.finalizer) : "continues";
  return finished === "leaves" || (tried === "leaves" && caught === "leaves")
    ? "leaves"
    : "continues";
}

function executeTried(
  flow: FlowBuilder,
  { block, handler }: TSESTree.TryStatement,
): Completion {
  if (!handler) return execute(flow, block);
  const text = flow.module.text.slice(handler.range[0], handler.range[1]);
  return flow.inScope("try", text, () => execute(flow, block));
}

function executeSwitch(
  flow: FlowBuilder,
  node: TSESTree.SwitchStatement,
): Completion {
  const subject = evaluate(flow, node.discriminant);
  const branch = flow.context.nextId();
  let pending: Value[] = [];
  let after: ReturnType<typeof flow.inArm>["state"] | undefined;
  node.cases.forEach((clause, taken) => {
    if (clause.test)
      pending.push(operation("===", subject, evaluate(flow, clause.test)));
    if (clause.consequent.length === 0) return;
    const test =
      pending.length > 0 && clause.test
        ? pending.reduce((a, b) => operation("||", a, b))
        : undefined;
    pending = [];
    const arm: Arm = {
      branch,
      taken,
      outcome: test ? "truthy" : "other",
      ...(test && { test }),
    };
    const { state } = flow.inArm(arm, () =>
      flow.inBlock(() => executeAll(flow, clause.consequent)),
    );
    if (after) flow.join(after, state);
    after = after ? flow.state : state;
  });
  if (after) flow.join(flow.state, after);
  return "continues";
}
