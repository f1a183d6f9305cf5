/** What `object.name` stands for when the object is something of the project. */
import { callFunction } from "./invoke.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import type { ClassFacts } from "./module-facts.ts";
import type { Node } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";
import { member, operation, optionsOf } from "./values.ts";

export function memberOf(
  flow: FlowBuilder,
  owner: Value,
  name: string,
  node: Node,
): Value {
  const { linker } = flow.context;
  const made = instanceIn(owner, name);
  if (made) return memberOf(flow, made, name, node);
  if (owner.kind === "instance" && owner.of.kind === "class")
    return (
      instanceMember(flow, owner, owner.of.facts, name, node) ??
      member(owner, name)
    );
  if (owner.kind === "class")
    return staticMember(flow, owner.facts, name) ?? member(owner, name);
  if (owner.kind === "external" && owner.path[0] === "*") {
    const module = linker.moduleOf(owner.module);
    return (module && linker.exportOf(module, name)) ?? member(owner, name);
  }
  if (owner.kind === "parameter" && owner.type) {
    const typed = owner.type;
    if (typed.kind === "instance" && typed.of.kind === "class") {
      const known = instanceMember(flow, typed, typed.of.facts, name, node);
      if (known) return known;
    }
  }
  if (rowMethods.has(name) && isChangedRow(owner))
    return { kind: "member", object: owner, property: name };
  return member(owner, name);
}

/**
 * The one instance of a project's class behind `globalThis.store || makeStore()`,
 * or behind an instance some other member of which was replaced.
 */
function instanceIn(owner: Value, name: string): Value | undefined {
  if (owner.kind === "object")
    return owner.base && !owner.entries.has(name) && owner.spreads.length === 0
      ? ownInstance(owner.base)
      : undefined;
  const options = optionsOf(owner);
  const [first, ...others] = options.filter(isMade);
  if (options.length < 2 || !first || others.length > 0) return undefined;
  return options.every((option) => option === first || isKept(option))
    ? first
    : undefined;
}

function isMade(value: Value): boolean {
  return (
    ownInstance(value) !== undefined ||
    (value.kind === "object" &&
      value.base !== undefined &&
      ownInstance(value.base) !== undefined)
  );
}

function ownInstance(value: Value): Value | undefined {
  return value.kind === "instance" && value.of.kind === "class"
    ? value
    : undefined;
}

/** Nothing, or a place outside of the program's own variables where an earlier instance was kept; what a caller hands in may be another kind. */
function isKept(value: Value): boolean {
  if (value.kind === "member") return !isHandedIn(value.object);
  return value.kind === "constant" || value.kind === "unknown";
}

function isHandedIn(value: Value): boolean {
  return value.kind === "member"
    ? isHandedIn(value.object)
    : value.kind === "parameter";
}

/** A row some of whose properties were set, on one way to here at least. */
function isChangedRow(owner: Value): boolean {
  return optionsOf(owner).some(
    (option) => option.kind === "object" && option.base !== undefined,
  );
}

/** Methods of a loaded row that work on it as it now is: changed properties go with it. */
const rowMethods = new Set(["save", "update", "updateOne", "replaceOne"]);

function instanceMember(
  flow: FlowBuilder,
  self: Value,
  facts: ClassFacts,
  name: string,
  node: Node,
): Value | undefined {
  const { linker } = flow.context;
  const found = linker.methodOf(facts, name);
  if (found && !found.method.static) {
    const method: FunctionValue = {
      kind: "function",
      node: found.method.node,
      module: found.owner.module,
      self,
      name: `${facts.name}.${name}`,
    };
    return found.method.getter ? gotten(flow, method, node) : method;
  }
  return linker.fieldOf(facts, name);
}

/** What a getter answers; one that only reads the object's own state derives from what made it. */
function gotten(flow: FlowBuilder, getter: FunctionValue, node: Node): Value {
  const value = callFunction(flow, getter, [], node, false);
  const { self } = getter;
  if (self?.kind !== "instance" || self.held || !self.args) return value;
  return operation("get", value, ...self.args);
}

function staticMember(
  flow: FlowBuilder,
  facts: ClassFacts,
  name: string,
): Value | undefined {
  const { linker } = flow.context;
  const found = linker.methodOf(facts, name);
  if (found?.method.static)
    return {
      kind: "function",
      node: found.method.node,
      module: found.owner.module,
      self: { kind: "class", facts },
      name: `${facts.name}.${name}`,
    };
  return facts.fields.has(name) ? linker.fieldOf(facts, name) : undefined;
}
