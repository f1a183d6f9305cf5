/** Whether something outside runs a function, and may run it again. */
import {
  consumerClass,
  consumerMethod,
  notConsumerClass,
} from "../catalog/names.ts";
import type { AnalysisContext } from "./context.ts";
import { asWebhookByPath, deliveryByName } from "./delivery-names.ts";
import type { DeliveryContext, Evidence } from "./effect.ts";
import { originOf } from "./library-of.ts";
import type { ClassFacts, MethodFacts, ModuleFacts } from "./module-facts.ts";
import { annotationOf, nameOf } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";

interface MethodOf {
  readonly facts: ClassFacts;
  readonly method: MethodFacts;
}

/** Strongest evidence first: decorator, base class, the parameter's declared type, path and name. */
export function deliveryOf(
  context: AnalysisContext,
  module: ModuleFacts,
  fn: FunctionValue,
  owner?: MethodOf,
): DeliveryContext | undefined {
  return (
    (owner && byDecorator(context, module, owner)) ??
    (owner && byBase(context, fn, owner)) ??
    byMessage(context, module, fn) ??
    deliveryByName(module, fn, owner)
  );
}

function byDecorator(
  context: AnalysisContext,
  module: ModuleFacts,
  { method, facts }: MethodOf,
): DeliveryContext | undefined {
  for (const { expression } of method.decorators) {
    const callee =
      expression.type === "CallExpression" ? expression.callee : expression;
    const name = nameOf(callee);
    if (name === undefined) continue;
    const imported = facts.module.imports.get(name);
    for (const library of context.catalogue.libraries) {
      const entry = library.decorators?.find(
        ({ decorator }) => decorator === (imported?.name ?? name),
      );
      if (!entry) continue;
      const isProved =
        imported !== undefined &&
        context.catalogue.ofPackage(imported.specifier) !== undefined;
      const evidence: Evidence = isProved
        ? { by: "package", library: library.name }
        : { by: "name", name };
      const found: DeliveryContext = {
        delivery: entry.delivery,
        evidence,
        text: `@${name}`,
        ...(entry.method && { method: entry.method }),
      };
      return entry.delivery === "request" && name !== "Get"
        ? (asWebhookByPath(module.path, routeOf(expression)) ?? found)
        : found;
    }
  }
  return undefined;
}

/** `@Post("webhooks/stripe")`. */
function routeOf(expression: Node): string {
  if (expression.type !== "CallExpression") return "";
  const [first] = expression.arguments;
  return first?.type === "Literal" && typeof first.value === "string"
    ? first.value
    : "";
}

function byBase(
  context: AnalysisContext,
  fn: FunctionValue,
  { facts }: MethodOf,
): DeliveryContext | undefined {
  const base = context.linker.superValue(facts);
  const baseName = base && typeName(base);
  const method = fn.name.split(".").at(-1);
  for (const library of context.catalogue.libraries) {
    const entry = library.bases?.find(
      (candidate) => candidate.base === baseName && candidate.method === method,
    );
    if (!entry || !base) continue;
    const origin = originOf(context.catalogue, context.linker, base);
    const evidence: Evidence = origin
      ? origin.evidence
      : { by: "name", name: entry.base };
    return {
      delivery: entry.delivery,
      evidence,
      text: `extends ${entry.base}`,
    };
  }
  return baseName !== undefined &&
    consumerClass.test(
      baseName.replace(/^(?:Base|Abstract)|(?:Base|Abstract)$/gu, ""),
    ) &&
    !notConsumerClass.test(baseName) &&
    consumerMethod.test(method ?? "")
    ? {
        delivery: "consumer",
        evidence: { by: "name", name: baseName },
        text: `extends ${baseName}`,
      }
    : undefined;
}

function typeName(value: Value): string | undefined {
  if (value.kind === "external") return value.path.at(-1);
  if (value.kind === "class") return value.facts.name;
  return undefined;
}

function byMessage(
  context: AnalysisContext,
  module: ModuleFacts,
  fn: FunctionValue,
): DeliveryContext | undefined {
  const others = fn.node.params.slice(1);
  if (others.some(isError)) return undefined;
  const isHandler = !others.some(isPlainValue);
  for (const parameter of fn.node.params) {
    const annotation = annotationOf(parameter);
    const path = annotation && referencePath(annotation);
    if (!path) continue;
    const imported = module.imports.get(path[0] ?? "");
    const dotted = path.join(".");
    for (const library of context.catalogue.libraries) {
      const entry = library.messages?.find(
        ({ type }) => type === dotted || type === path.at(-1),
      );
      if (!entry) continue;
      const isProved =
        imported !== undefined && library.packages.includes(imported.specifier);
      const evidence: Evidence =
        isProved && (isHandler || entry.delivery === "webhook")
          ? { by: "type", library: library.name }
          : { by: "name", name: dotted };
      return { delivery: entry.delivery, evidence, text: dotted };
    }
  }
  return undefined;
}

/** A helper is told more than the message, as in `archive(job: Job, reason: string)`; BullMQ's handlers get a token. */
function isPlainValue(parameter: Node): boolean {
  const annotation = annotationOf(parameter);
  if (!annotation || nameOf(parameter) === "token") return false;
  return (
    annotation.type === "TSStringKeyword" ||
    annotation.type === "TSNumberKeyword" ||
    annotation.type === "TSBooleanKeyword"
  );
}

/** Who is told of an error as well listens to failures: `(job: Job, error: Error)`. */
function isError(parameter: Node): boolean {
  const annotation = annotationOf(parameter);
  return annotation !== undefined && referencePath(annotation)?.[0] === "Error";
}

function referencePath(node: Node): readonly string[] | undefined {
  if (node.type !== "TSTypeReference") return undefined;
  const path: string[] = [];
  let current: Node = node.typeName;
  while (current.type === "TSQualifiedName") {
    path.unshift(current.right.name);
    current = current.left;
  }
  if (current.type === "Identifier") path.unshift(current.name);
  return path;
}
