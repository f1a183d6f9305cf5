/** Whether something outside runs a function, and may run it again. */
import type { Delivery } from "../catalog/entry.ts";
import type { AnalysisContext } from "./context.ts";
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
    (owner && byDecorator(context, owner)) ??
    (owner && byBase(context, fn, owner)) ??
    byMessage(context, module, fn) ??
    byName(module, fn, owner)
  );
}

function byDecorator(
  context: AnalysisContext,
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
      return { delivery: entry.delivery, evidence, text: `@${name}` };
    }
  }
  return undefined;
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
    /(?:Listener|Consumer|Subscriber|Processor|Worker)$/u.test(baseName) &&
    /^(?:onMessage|handle|process|consume|handleMessage|execute|run)$/u.test(
      method ?? "",
    )
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
      const evidence: Evidence = isProved
        ? { by: "type", library: library.name }
        : { by: "name", name: dotted };
      return { delivery: entry.delivery, evidence, text: dotted };
    }
  }
  return undefined;
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

const webhookPath = /(?:webhook|\bhooks?\b|\bipn\b|callback)/iu;
const jobPath =
  /(?:\bjobs?\b|\bworkers?\b|\bprocessors?\b|\bcron\b|\btasks?\b|\bconsumers?\b)/iu;
const handlerName =
  /^(?:handle\w*|handler|process\w*|on[A-Z]\w*|POST|GET|run|execute|consume\w*|eachMessage)$/u;

/** Route files and job folders say it by where they lie: the weakest evidence. */
function byName(
  module: ModuleFacts,
  fn: FunctionValue,
  owner: MethodOf | undefined,
): DeliveryContext | undefined {
  const name = fn.name.split(".").at(-1) ?? "";
  const path = module.path.split("/").slice(-5).join("/");
  const isExported = [...module.exports.values()].some(
    (exported) => exported.kind === "local" && exported.name === fn.name,
  );
  if (!isExported && !owner && !fn.closure) return undefined;
  const delivery = deliveryByPath(path, name, isExported);
  return (
    delivery && { delivery, evidence: { by: "name", name: path }, text: path }
  );
}

function deliveryByPath(
  path: string,
  name: string,
  isExported: boolean,
): Delivery | undefined {
  if (webhookPath.test(path) && (isExported || handlerName.test(name)))
    return "webhook";
  if (jobPath.test(path) && handlerName.test(name)) return "job";
  return undefined;
}
