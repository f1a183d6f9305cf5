/**
 * Calls that neither the project's code nor the catalogue explains. What their
 * name suggests is weak evidence; a callback they are given runs in place, or
 * as a task of its own when the name says that it is only registered.
 */
import { cacheCallByName } from "./cache-names.ts";
import { deliveryOfRegistration } from "./delivery-names.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { shortText } from "./flow-builder.ts";
import { callValue } from "./invoke.ts";
import { globalModule } from "./linker.ts";
import type { Node } from "./syntax.ts";
import type { CallValue, FunctionValue, Value } from "./value.ts";
import {
  choice,
  constant,
  member,
  operation,
  undefinedValue,
  unknown,
} from "./values.ts";
import { propertyOf, textOf } from "./picks.ts";

export function runUnknownCall(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  awaited: boolean,
): Value {
  const name = calleeName(call.callee);
  const byName = cacheCallByName(flow, call, node, awaited);
  if (byName) return byName;
  if (isStreamOperator(flow, call)) return runStreamOperator(flow, call, node);
  if (isGlobal(call.callee)) return runGlobal(flow, call, node, name, awaited);
  const callbacks = functionsIn(call.args);
  if (isIteration(call, name)) return runIteration(flow, call, node, name);
  if (callbacks.length > 0 && isRegistration(flow, call, name)) {
    register(flow, callbacks, node, name);
    return call;
  }
  return runOpaque(flow, call, callbacks, node, awaited, name);
}

function runOpaque(
  flow: FlowBuilder,
  call: CallValue,
  callbacks: readonly FunctionValue[],
  node: Node,
  awaited: boolean,
  name: string,
): Value {
  let result: Value = call;
  if ((awaited && !isPureMethod(call, name)) || isDeferral(name)) {
    const effect = flow.emit(
      { kind: "opaque", callee: call.callee, args: call.args },
      node,
      { by: "name", name },
      awaited,
    );
    result = { kind: "result", effect };
  }
  if (callbacks.length === 0) return result;
  const receiver = call.callee.kind === "member" ? [call.callee.object] : [];
  const given = unknown(
    ...receiver,
    ...call.args.filter((arg) => arg.kind !== "function"),
  );
  const scope = isDeferral(name) ? "deferred" : "callback";
  const returned = callbacks.map((callback) =>
    flow.inScope(scope, shortText(flow.module.text, node), () =>
      callValue(flow, callback, [given, given], node),
    ),
  );
  return result.kind === "result"
    ? unknown(result, ...returned)
    : { ...call, args: [...call.args, ...returned] };
}

export function calleeName(callee: Value): string {
  if (callee.kind === "member" && typeof callee.property === "string")
    return callee.property;
  if (callee.kind === "external") return callee.path.at(-1) ?? callee.module;
  if (callee.kind === "parameter") return callee.name;
  if (callee.kind === "choice")
    return callee.options.map(calleeName).find((name) => name !== "") ?? "";
  return "";
}

/** Functions handed over directly or as properties of an options object. */
function functionsIn(args: readonly Value[]): readonly FunctionValue[] {
  return args.flatMap((arg) => {
    if (arg.kind === "function") return arg.closure ? [arg] : [];
    if (arg.kind !== "object") return [];
    return [...arg.entries.values()].filter(
      (entry) => entry.kind === "function" && entry.closure !== undefined,
    ) as FunctionValue[];
  });
}

const pureMethods =
  /^(?:toString|toISOString|toLowerCase|toUpperCase|trim|split|join|slice|substring|replace|replaceAll|startsWith|endsWith|includes|indexOf|concat|padStart|padEnd|toFixed|getTime|toJSON|toObject|has|keys|values|entries|at|flat|reverse|match|test|localeCompare|charCodeAt|repeat|valueOf|normalize)$/u;

/** Methods of the language's own texts, lists and dates. */
function isPureMethod(call: CallValue, name: string): boolean {
  return call.callee.kind === "member" && pureMethods.test(name);
}

const registrations =
  /^(?:on|once|off|addListener|addEventListener|subscribe|use|get|post|put|patch|delete|all|options|head|route|listen|schedule|every|consume|process|register\w*|handle\w*|setInterval|describe|it|test|before\w*|after(?:Each|All)|mutation|query|action|handler|define\w*|create[A-Z]\w*|task|job|command|middleware|openapi|hook|watch|effect|\$extends|useCallback|useEffect|useMemo)$/u;

/** At the top level of a module every callback is for later. */
function isRegistration(
  flow: FlowBuilder,
  call: CallValue,
  name: string,
): boolean {
  if (flow.atModuleLevel) return true;
  if (name === "get" || name === "delete" || name === "all")
    return textOf(call.args[0] ?? unknown())?.startsWith("/") === true;
  return registrations.test(name);
}

function register(
  flow: FlowBuilder,
  callbacks: readonly FunctionValue[],
  node: Node,
  name: string,
): void {
  const context = deliveryOfRegistration(
    name,
    shortText(flow.module.text, node),
  );
  for (const callback of callbacks)
    flow.tasks.push({
      callback,
      args: [],
      context,
      site: flow.siteOf(node),
    });
}

const deferrals =
  /^(?:waitUntil|after|afterResponse|defer|setImmediate|setTimeout|nextTick|queueMicrotask|runInBackground|inBackground|background)$/u;

/** Whether a function of that name runs what it is given after the answer. */
export function isDeferral(name: string): boolean {
  return deferrals.test(name);
}

const iterations =
  /^(?:map|forEach|filter|find|findIndex|findLast|some|every|reduce|reduceRight|flatMap|sort|toSorted|mapValues|each|eachSeries|mapLimit|eachLimit)$/u;

function isIteration(call: CallValue, name: string): boolean {
  return (
    call.callee.kind === "member" &&
    iterations.test(name) &&
    call.args[0]?.kind === "function"
  );
}

/** An element of a list stands for each of them. */
function elementOf(list: Value): Value {
  return member(list, operation("each", list));
}

function runIteration(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  name: string,
): Value {
  const [callback] = call.args;
  const list = call.callee.kind === "member" ? call.callee.object : unknown();
  if (!callback) return call;
  const element = elementOf(list);
  const args = name.startsWith("reduce")
    ? [unknown(call.args[1] ?? unknown(), list), element]
    : [element];
  const returned = flow.inScope("loop", name, () =>
    callValue(flow, callback, args, node),
  );
  if (name === "find" || name === "findLast")
    return choice([element, undefinedValue], [returned]);
  return { ...call, args: [returned] };
}

const streamOperators =
  /^(?:tap|map|mergeMap|switchMap|concatMap|exhaustMap|flatMap)$/u;

function isStreamOperator(flow: FlowBuilder, call: CallValue): boolean {
  return (
    flow.stream !== undefined &&
    call.callee.kind === "external" &&
    call.callee.module.startsWith("rxjs") &&
    streamOperators.test(calleeName(call.callee))
  );
}

function runStreamOperator(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
): Value {
  const { stream } = flow;
  const [callback] = call.args;
  if (!stream || !callback) return call;
  const handler =
    callback.kind === "object" ? propertyOf(callback, "next") : callback;
  if (!handler) return call;
  return flow.inScope("callback", "pipe", () =>
    callValue(flow, handler, [stream], node),
  );
}

/** `next.handle()` of a NestJS interceptor runs the handler it wraps. */
export function isNextHandler(call: CallValue): boolean {
  const { callee } = call;
  if (
    callee.kind !== "member" ||
    callee.property !== "handle" ||
    callee.object.kind !== "parameter"
  )
    return false;
  const { type, name } = callee.object;
  const typeName =
    type?.kind === "instance" && type.of.kind === "external"
      ? type.of.path.at(-1)
      : undefined;
  return typeName === "CallHandler" || name === "next";
}

function isGlobal(callee: Value): boolean {
  if (callee.kind === "external") return callee.module === globalModule;
  return callee.kind === "member" && isGlobal(callee.object);
}

/** Functions of the language are pure, but for `fetch` and timers. */
function runGlobal(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  name: string,
  awaited: boolean,
): Value {
  if (name === "fetch") return runFetch(flow, call, node, awaited);
  const callbacks = functionsIn(call.args);
  const [first] = callbacks;
  if (!first) return name === "String" && call.args[0] ? call.args[0] : call;
  if (name === "setInterval") {
    register(flow, [first], node, name);
    return call;
  }
  if (isDeferral(name))
    return runOpaque(flow, call, callbacks, node, awaited, name);
  const returned = callbacks.map((callback) =>
    flow.inScope("callback", name, () =>
      callValue(
        flow,
        callback,
        [unknown(...call.args.filter((arg) => arg.kind !== "function"))],
        node,
      ),
    ),
  );
  return { ...call, args: [...call.args, ...returned] };
}

function runFetch(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  awaited: boolean,
): Value {
  const options = call.args[1];
  const method = textOf(
    (options && propertyOf(options, "method")) ?? constant("GET"),
  )?.toUpperCase();
  const effect = flow.emit(
    {
      kind: "remote",
      write: method !== undefined && method !== "GET" && method !== "HEAD",
    },
    node,
    { by: "package", library: "fetch" },
    awaited,
  );
  return { kind: "result", effect };
}
