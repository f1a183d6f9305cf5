/**
 * Handlers told by where they lie and how they are called: the weakest
 * evidence. Such a context never makes a certain finding.
 */
import {
  handlerFile,
  handlerFunction,
  handlerWrapper,
  notWebhookRoute,
  outboundFunction,
  repeatedRoutePath,
  routeFile,
  weakWebhookPath,
  workPath,
} from "../catalog/handler-names.ts";
import {
  consumerClass,
  consumerMethod,
  jobClass,
  webhookHandler,
  webhookPath,
} from "../catalog/names.ts";
import type { Delivery } from "../catalog/entry.ts";
import type { DeliveryContext } from "./effect.ts";
import { exportedAs } from "./exported-as.ts";
import type { ExportedAs } from "./exported-as.ts";
import { shortText } from "./flow-builder.ts";
import { httpMethodOf } from "./http-method.ts";
import type { ClassFacts, ModuleFacts } from "./module-facts.ts";
import type { FunctionValue } from "./value.ts";

export function deliveryByName(
  module: ModuleFacts,
  fn: FunctionValue,
  owner: { readonly facts: ClassFacts } | undefined,
): DeliveryContext | undefined {
  const path = tailOf(module.path);
  if (owner) return byClass(path, owner.facts.name, lastName(fn.name));
  const exported = exportedAs(module, fn.node);
  if (!exported) return undefined;
  return (
    byWrapper(module, exported) ??
    named(byExport(path, exported.name), path) ??
    byRouteFile(path, exported.name)
  );
}

/** Next.js: `export function PUT` of a file `route.ts`. */
function byRouteFile(path: string, name: string): DeliveryContext | undefined {
  const method = httpMethodOf(name);
  if (!method || name !== method || !routeFile.test(path)) return undefined;
  const text = `${method} of ${path}`;
  return { delivery: "request", evidence: { by: "name", name }, text, method };
}

/** A route that a provider calls: told by its file's path or its own. */
export function asWebhookByPath(
  file: string,
  route: string,
): DeliveryContext | undefined {
  const path = tailOf(file);
  if (isWebhookPath(route)) return named("webhook", route);
  return isWebhookPath(path) ? named("webhook", path) : undefined;
}

/** Whether a function exported there is taken for a handler by its place and name. */
export function isHandlerExport(file: string, name: string): boolean {
  return byExport(tailOf(file), name) !== undefined;
}

/** `consumeQueue("mails", fn)`, `defineJob({ handler })`: registered by a project's own function. */
export function deliveryOfRegistration(
  name: string,
  text: string,
): DeliveryContext | undefined {
  return handlerWrapper.test(name)
    ? named(deliveryOfWord(name), text)
    : undefined;
}

function byWrapper(
  module: ModuleFacts,
  { name, wrappers }: ExportedAs,
): DeliveryContext | undefined {
  if (outboundFunction.test(name)) return undefined;
  for (const wrapper of wrappers) {
    const text = shortText(module.text, wrapper);
    const last = lastName(text);
    const found = deliveryOfRegistration(last, text);
    if (found) return found;
  }
  return undefined;
}

function deliveryOfWord(name: string): Delivery {
  if (/cron|schedul/iu.test(name)) return "cron";
  if (/webhook/iu.test(name)) return "webhook";
  return /job|task|worker/iu.test(name) ? "job" : "consumer";
}

const routeMethod = /^(?:POST|PUT|PATCH|default|handler)$/u;

function byExport(path: string, name: string): Delivery | undefined {
  if (isWebhookPath(path) && isWebhookFunction(path, name)) return "webhook";
  if (/^(?:GET|POST|PUT|PATCH|DELETE)$/u.test(name))
    return repeatedRoutePath.test(path) ? "cron" : undefined;
  if (!workPath.test(path) && !handlerFile.test(path)) return undefined;
  return handlerFunction.test(name) ? "job" : undefined;
}

function isWebhookPath(path: string): boolean {
  return webhookPath.test(path) && !notWebhookRoute.test(path);
}

function isWebhookFunction(path: string, name: string): boolean {
  if (weakWebhookPath.test(path)) return /^(?:POST|PUT)$/u.test(name);
  if (outboundFunction.test(name)) return false;
  return (
    routeMethod.test(name) ||
    webhookHandler.test(name) ||
    handlerFunction.test(name) ||
    name.toLowerCase() === wordOf(path)
  );
}

/** `charge-refunded.ts` as `chargerefunded`, the way its handler is called. */
function wordOf(path: string): string {
  const file = path.split("/").at(-1) ?? "";
  return file
    .replace(/\.\w+$/u, "")
    .replace(/[-_.]/gu, "")
    .toLowerCase();
}

function byClass(
  path: string,
  className: string,
  method: string,
): DeliveryContext | undefined {
  if (!consumerMethod.test(method)) return undefined;
  return workPath.test(path) &&
    (jobClass.test(className) ||
      consumerClass.test(className) ||
      handlerFile.test(path))
    ? named("job", path)
    : undefined;
}

function named(
  delivery: Delivery | undefined,
  text: string,
): DeliveryContext | undefined {
  return delivery && { delivery, evidence: { by: "name", name: text }, text };
}

function lastName(name: string): string {
  return name.split(".").at(-1) ?? "";
}

/** The end of a path: what lies above a project says nothing about it. */
function tailOf(path: string): string {
  return path.split("/").slice(-5).join("/");
}
