/** Turns a plain `get` and `set` of a Redis client into those of a lease. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Effect } from "../analysis/effect.ts";
import { nameOf } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";

export type LeaseClient = "ioredis" | "node-redis";

/** A replacement in the text that the nodes come from. */
export interface Change {
  readonly range: readonly [number, number];
  readonly text: string;
}

export interface ClientCall {
  readonly callee: TSESTree.MemberExpression;
  readonly receiver: Node;
  readonly method: string;
  readonly args: readonly TSESTree.Expression[];
}

/** The client, where imports or declared types prove which it is. */
export function clientOf({ evidence }: Effect): LeaseClient | undefined {
  if (evidence.by !== "package" && evidence.by !== "type") return undefined;
  if (evidence.library === "ioredis") return "ioredis";
  return evidence.library === "redis" ? "node-redis" : undefined;
}

/** `receiver.method(a, b)`: no optional chain, type arguments or spread. */
export function clientCallOf(node: Node): ClientCall | undefined {
  if (node.type !== "CallExpression" || node.optional || node.typeArguments)
    return undefined;
  const { callee } = node;
  if (callee.type !== "MemberExpression" || callee.computed || callee.optional)
    return undefined;
  const method = nameOf(callee.property);
  const args = node.arguments.filter((arg) => arg.type !== "SpreadElement");
  if (method === undefined || args.length < node.arguments.length)
    return undefined;
  return { callee, receiver: callee.object, method, args };
}

/** The key of `get(key)`. */
export function keyOfRead({ method, args }: ClientCall): Node | undefined {
  return method === "get" && args.length === 1 ? args[0] : undefined;
}

export interface LeaseWrite {
  readonly key: Node;
  /** What has to change behind the callee. */
  readonly changes: readonly Change[];
}

/** The write in the helper's form; `undefined` for forms that it does not have. */
export function leaseWriteOf(
  call: ClientCall,
  client: LeaseClient,
  text: string,
): LeaseWrite | undefined {
  const [key, second, third, fourth] = call.args;
  if (!key || !second || call.args.length > 4) return undefined;
  const source = ({ range }: Node) => text.slice(range[0], range[1]);
  const replaced = (from: Node, to: Node, by: string): LeaseWrite => ({
    key,
    changes: [{ range: [from.range[1], to.range[1]], text: by }],
  });
  const isSetEx = call.method === (client === "ioredis" ? "setex" : "setEx");
  if (isSetEx && third && !fourth)
    return replaced(
      key,
      third,
      `, ${source(third)}, { seconds: ${source(second)} }`,
    );
  if (call.method !== "set") return undefined;
  if (!third) return { key, changes: [] };
  const expiry =
    client === "ioredis" ? expiryWords(third, fourth) : expiryOption(third);
  if (!expiry || (client === "node-redis" && fourth)) return undefined;
  const last = fourth ?? third;
  return replaced(
    second,
    last,
    `, { ${expiry.unit}: ${source(expiry.amount)} }`,
  );
}

interface Expiry {
  readonly unit: "seconds" | "milliseconds";
  readonly amount: Node;
}

const units: Readonly<Record<string, Expiry["unit"]>> = {
  EX: "seconds",
  PX: "milliseconds",
};

/** `"EX", 60` */
function expiryWords(word: Node, amount?: Node): Expiry | undefined {
  if (word.type !== "Literal" || typeof word.value !== "string" || !amount)
    return undefined;
  const unit = units[word.value.toUpperCase()];
  return unit && { unit, amount };
}

/** `{ EX: 60 }` */
function expiryOption(options: Node): Expiry | undefined {
  if (options.type !== "ObjectExpression" || options.properties.length !== 1)
    return undefined;
  const [property] = options.properties;
  if (property?.type !== "Property" || property.computed) return undefined;
  const unit = units[nameOf(property.key) ?? ""];
  return unit && { unit, amount: property.value };
}
