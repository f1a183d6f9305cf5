/** Cache calls by name alone: the weakest evidence, never enough for `certain`. */
import type { CacheTarget, EffectDetail } from "./effect.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { callValue } from "./invoke.ts";
import type { Node } from "./syntax.ts";
import type { CallValue, Value } from "./value.ts";
import { unknown } from "./values.ts";

type Verb = "read" | "write" | "delete" | "load";

const receivers = /redis|cache|\bkv\b|memo(?:ry)?store|\blru\b|keyv|memcache/iu;
const notReceivers =
  /cache-?control|queue|bull|pubsub|session|lock|limiter|ratelimit/iu;

const methods: readonly (readonly [Verb, RegExp])[] = [
  [
    "load",
    /^(?:getOrSet|getOrLoad|getOrFetch|getOrCreate|remember|wrap|fetchOrLoad|getOrElse)$/u,
  ],
  [
    "read",
    /^#?(?:get|hget|hgetall|mget|getCache|getCached|getFromCache|fetch|read|getItem|getJson|getJSON|getValue)$/iu,
  ],
  [
    "write",
    /^#?(?:set|setex|psetex|hset|mset|put|setCache|setCached|save|store|setItem|setJson|setJSON|write|add|setWithTTL|setWithExpiry|cache|setValue)$/iu,
  ],
  [
    "delete",
    /^#?(?:del|delete|unlink|remove|invalidate\w*|expire|bust|clear|evict|purge|deleteCache)$/iu,
  ],
];

const functions: readonly (readonly [Verb, RegExp])[] = [
  ["read", /^#?(?:get|fetch|read|load|lookup)\w*(?:Cache|Cached|Redis)\w*$/u],
  [
    "write",
    /^#?(?:set|save|store|write|put|cache|update)\w*(?:Cache|Cached|Redis)\w*$/u,
  ],
  [
    "delete",
    /^#?(?:del|delete|invalidate|remove|bust|clear|purge|expire|evict|flush)\w*(?:Cache|Cached|Redis)\w*$/u,
  ],
];

export function cacheCallByName(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  awaited: boolean,
): Value | undefined {
  const named = nameOfCall(call.callee);
  const verb = named && verbOf(named);
  if (!named || !verb) return undefined;
  const detail = detailOf(verb, named, call.args);
  if (!detail) return undefined;
  const effect = flow.emit(
    detail,
    node,
    { by: "name", name: named.text },
    awaited,
  );
  if (effect.kind === "cache-load") callValue(flow, effect.loader, [], node);
  const callback = call.args.at(-1);
  if (effect.kind === "cache-read" && callback?.kind === "function")
    callValue(flow, callback, [unknown(), { kind: "result", effect }], node);
  return { kind: "result", effect };
}

interface NamedCall {
  readonly receiver: string | undefined;
  readonly method: string;
  readonly text: string;
  readonly store: Value;
}

function nameOfCall(callee: Value): NamedCall | undefined {
  if (callee.kind === "member" && typeof callee.property === "string") {
    const receiver = receiverName(callee.object);
    return receiver === undefined
      ? undefined
      : {
          receiver,
          method: callee.property,
          text: `${receiver}.${callee.property}`,
          store: callee.object,
        };
  }
  if (callee.kind !== "external") return undefined;
  const method = callee.path.at(-1);
  return method === undefined
    ? undefined
    : {
        receiver: undefined,
        method,
        text: method,
        store: { kind: "external", module: callee.module, path: [] },
      };
}

/** The last name of a receiver: `this.redisService` is `redisService`. */
function receiverName(value: Value): string | undefined {
  if (value.kind === "member")
    return typeof value.property === "string"
      ? value.property
      : receiverName(value.object);
  if (value.kind === "external")
    return (
      value.path.filter((name) => name !== "default").at(-1) ?? value.module
    );
  if (value.kind === "parameter") return value.name;
  if (value.kind === "instance") return value.name;
  if (value.kind === "call") return receiverName(value.callee);
  if (value.kind === "result" && value.effect.kind === "opaque")
    return receiverName(value.effect.callee);
  if (value.kind === "choice")
    return value.options.map(receiverName).find((name) => name !== undefined);
  return undefined;
}

function verbOf({ receiver, method }: NamedCall): Verb | undefined {
  if (
    receiver !== undefined &&
    receivers.test(receiver) &&
    !notReceivers.test(receiver)
  )
    return methods.find(([, pattern]) => pattern.test(method))?.[0];
  return functions.find(([, pattern]) => pattern.test(method))?.[0];
}

function detailOf(
  verb: Verb,
  { method, store }: NamedCall,
  args: readonly Value[],
): EffectDetail | undefined {
  const [key] = args;
  if (!key) return undefined;
  const value = /setex$/iu.test(method) ? args[2] : args[1];
  const target: CacheTarget = { store, key, inProcess: false };
  switch (verb) {
    case "read":
      return { kind: "cache-read", many: false, ...target };
    case "write":
      return value
        ? {
            kind: "cache-write",
            value,
            many: false,
            condition: "none",
            ...target,
          }
        : undefined;
    case "delete":
      return { kind: "cache-delete", pattern: false, ...target };
    case "load": {
      const loader = args.find((arg) => arg.kind === "function") ?? args.at(-1);
      return loader ? { kind: "cache-load", loader, ...target } : undefined;
    }
  }
}
