/** What one class declares: fields, methods, and what its constructor injects. */
import type { TSESTree } from "@typescript-eslint/utils";
import type {
  ClassFacts,
  FieldFacts,
  MethodFacts,
  ModuleFacts,
} from "./module-facts.ts";
import {
  annotationOf,
  isFunction,
  nameOf,
  patternName,
  walk,
} from "./syntax.ts";
import type { Node } from "./syntax.ts";

export function readClass(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  module: ModuleFacts,
): ClassFacts {
  const fields = new Map<string, FieldFacts>();
  const methods = new Map<string, MethodFacts>();
  const constructorParameters = new Map<string, FieldFacts>();
  for (const element of node.body.body) {
    if (
      element.type === "PropertyDefinition" ||
      element.type === "AccessorProperty"
    )
      readField(element, fields, methods);
    if (element.type === "MethodDefinition") {
      if (element.kind === "constructor")
        readConstructor(element.value, fields, constructorParameters);
      else readMethod(element, methods);
    }
  }
  return {
    name: node.id?.name ?? "(anonymous class)",
    module,
    node,
    superClass: node.superClass ?? undefined,
    fields,
    methods,
    constructorParameters,
  };
}

function readField(
  element: TSESTree.PropertyDefinition | TSESTree.AccessorProperty,
  fields: Map<string, FieldFacts>,
  methods: Map<string, MethodFacts>,
): void {
  const name = element.computed ? undefined : nameOf(element.key);
  if (!name) return;
  const init = element.value ?? undefined;
  if (init && isFunction(init))
    methods.set(name, {
      node: init,
      static: element.static,
      getter: false,
      decorators: element.decorators,
    });
  else
    fields.set(name, {
      annotation: annotationOf(element),
      init,
      decorators: element.decorators,
    });
}

function readMethod(
  element: TSESTree.MethodDefinition,
  methods: Map<string, MethodFacts>,
): void {
  const name = element.computed ? undefined : nameOf(element.key);
  if (!name || element.value.type !== "FunctionExpression") return;
  methods.set(name, {
    node: element.value,
    static: element.static,
    getter: element.kind === "get",
    decorators: element.decorators,
  });
}

/** Parameter properties, and `this.x = ...` in the constructor's body. */
function readConstructor(
  node: Node,
  fields: Map<string, FieldFacts>,
  parameters: Map<string, FieldFacts>,
): void {
  if (node.type !== "FunctionExpression") return;
  for (const parameter of node.params) {
    const name = patternName(parameter);
    if (!name) continue;
    const inner =
      parameter.type === "TSParameterProperty"
        ? parameter.parameter
        : parameter;
    const facts: FieldFacts = {
      annotation: annotationOf(parameter),
      init: inner.type === "AssignmentPattern" ? inner.right : undefined,
      decorators: parameter.decorators,
    };
    if (parameter.type === "TSParameterProperty") fields.set(name, facts);
    parameters.set(name, facts);
  }
  walk(node.body, (inner) => {
    if (inner.type === "AssignmentExpression")
      readFieldAssignment(inner, fields, parameters);
    return undefined;
  });
}

function readFieldAssignment(
  node: TSESTree.AssignmentExpression,
  fields: Map<string, FieldFacts>,
  parameters: ReadonlyMap<string, FieldFacts>,
): void {
  const { left } = node;
  if (
    left.type !== "MemberExpression" ||
    left.object.type !== "ThisExpression" ||
    left.computed
  )
    return;
  const name = nameOf(left.property);
  if (!name) return;
  const declared = fields.get(name);
  const source =
    node.right.type === "Identifier"
      ? parameters.get(node.right.name)
      : undefined;
  fields.set(name, {
    annotation: declared?.annotation ?? source?.annotation,
    init: declared?.init ?? (source ? source.init : node.right),
    decorators: [
      ...(declared?.decorators ?? []),
      ...(source?.decorators ?? []),
    ],
  });
}
