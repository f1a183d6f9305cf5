/** Cache calls by name alone: the weakest evidence, never enough for `certain`. */
import type { CacheTarget, EffectDetail } from "./effect.ts";
import {
  cacheDelete,
  cacheLoad,
  cacheRead,
  cacheReceiver,
  cacheWrite,
  notCacheReceiver,
} from "../catalog/names.ts";
import { shortText } from "./flow-builder.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { callValue } from "./invoke.ts";
import type { Node } from "./syntax.ts";
import type { CallValue, Value } from "./value.ts";
import { hasAnyMark } from "./picks.ts";
import { unknown } from "./values.ts";

type Verb = "read" | "write" | "delete" | "load";

const methods: readonly (readonly [Verb, RegExp])[] = [
  ["load", cacheLoad],
  ["read", cacheRead],
  ["write", cacheWrite],
  ["delete", cacheDelete],
];

export function cacheCallByName(
  flow: FlowBuilder,
  call: CallValue,
  node: Node,
  awaited: boolean,
): Value | undefined {
  const named = nameOfCall(call.callee, shortText(flow.module.text, node));
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
  /** Last names of the receiver: what it is called here, and where it was made. */
  readonly receivers: readonly string[];
  readonly method: string;
  readonly text: string;
  readonly store: Value;
}

function nameOfCall(callee: Value, text: string): NamedCall | undefined {
  if (callee.kind === "member" && typeof callee.property === "string") {
    const names = [receiverInText(text), receiverName(callee.object)];
    const receivers = names.filter((name) => name !== undefined);
    return { receivers, method: callee.property, text, store: callee.object };
  }
  if (callee.kind !== "external") return undefined;
  const method = callee.path.at(-1);
  if (method === undefined) return undefined;
  const store: Value = { kind: "external", module: callee.module, path: [] };
  return { receivers: [], method, text, store };
}

/** `this.clients.redis?.get` is called on `redis`; `getRedis().get` on `getRedis`. */
function receiverInText(text: string): string | undefined {
  return /(?:^|[.#\s(])(\w+)(?:\([^()]*\))?[!)]*\??\.\s*#?\w+$/u.exec(
    text,
  )?.[1];
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

function verbOf({ receivers, method }: NamedCall): Verb | undefined {
  const name = method.replace(/^#/u, "");
  const isOnCache = receivers.some((receiver) => cacheReceiver.test(receiver));
  const isOther = receivers.some((receiver) => notCacheReceiver.test(receiver));
  if (isOther) return undefined;
  if (isOnCache)
    return (
      methods.find(([, pattern]) => pattern.test(name))?.[0] ??
      verbInWords(name)
    );
  return /cache|redis/iu.test(name)
    ? methods.find(([, pattern]) => pattern.test(name))?.[0]
    : undefined;
}

/** `setQuery`, `getUser` on something that is a cache by its own name. */
function verbInWords(name: string): Verb | undefined {
  if (/^get[A-Z]/u.test(name)) return "read";
  return /^(?:set|store|save|put)[A-Z]/u.test(name) ? "write" : undefined;
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
            condition: isOnlyIfAbsent(args) ? "absent" : "none",
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

/** `"NX"` or `{ nx: true }` behind the value, as the Redis clients spell it. */
function isOnlyIfAbsent(args: readonly Value[]): boolean {
  return hasAnyMark(args, [
    { word: "NX", from: 2 },
    { option: { arg: 2, property: "nx" } },
    { option: { arg: 2, property: "NX" } },
  ]);
}
