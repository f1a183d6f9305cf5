/**
 * Keys that make a repeated effect recognisable: made of the message, so that
 * a second delivery brings the same one. A key made in this run is none.
 */
import type { Effect, Flow } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import { nameOf, unwrap } from "../analysis/syntax.ts";
import type { Node } from "../analysis/syntax.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { randomSource } from "../catalog/handler-names.ts";

/** Whether the effect, or a call on the way to it, is given a key that a second delivery repeats. */
export function hasStableKey(effect: Effect, flow: Flow): boolean {
  const values = keyValues(effect);
  if (values.length > 0)
    return values.some((value) => isStable(value, effect, flow));
  return [effect.site, ...effect.frames].some(({ node }) => keyInText(node));
}

/** Not random, not of a row that this same run inserted. */
export function isStable(value: Value, effect: Effect, flow: Flow): boolean {
  if (value.kind === "constant" && value.value == null) return false;
  const madeHere = [...sourcesOf(value)].some(
    (source) =>
      source.kind === "row" &&
      source.operation === "insert" &&
      source.conflict === "none" &&
      flow.effects.includes(source) &&
      !isFromStep(source),
  );
  return !madeHere && ![...valuesIn(value)].some(isRandom);
}

/** What a memoised step made stays the same in a second run. */
function isFromStep(effect: Effect): boolean {
  return effect.scopes.some(({ kind }) => kind === "step");
}

/** Another value each time: `randomUUID()`. */
export function isRandom(value: Value): boolean {
  return value.kind === "call" && randomSource.test(calleeName(value.callee));
}

const keyName =
  /^(?:x[-_])?(?:\w*idempotency[-_]?key|idempotent[-_]?key|upstash[-_]deduplication[-_]id|\w*dedup(?:e|lication)?[-_]?(?:id|key)?|jobid|job_id|jobkey|singletonkey|message[-_]?deduplication[-_]?id|workflowid|unique[-_]?key|client[-_]?token|client_?request_?token|idempotencytoken)$/iu;

function keyValues(effect: Effect): readonly Value[] {
  const own =
    effect.kind === "publish" || effect.kind === "mail"
      ? effect.dedup
      : effect.kind === "remote"
        ? effect.idempotency
        : undefined;
  const given = [
    ...(effect.frames[0]?.args ?? []),
    ...(effect.kind === "opaque" ? effect.args : []),
    ...(effect.kind === "publish" && effect.payload ? [effect.payload] : []),
  ];
  return [
    ...(own && !isMissing(own) ? [own] : []),
    ...given.flatMap((arg) => keysIn(arg, 0)),
  ];
}

/** A property of a list that the caller made: a wrapper's options that were not given. */
function isMissing(value: Value): boolean {
  let owner = value;
  while (owner.kind === "member") owner = owner.object;
  return owner !== value && owner.kind === "array";
}

const maxDepth = 3;

function keysIn(value: Value, depth: number): readonly Value[] {
  if (depth > maxDepth) return [];
  if (value.kind === "array")
    return value.items.flatMap((item) => keysIn(item, depth + 1));
  if (value.kind === "call")
    return value.args.flatMap((arg) => keysIn(arg, depth + 1));
  if (value.kind !== "object") return [];
  return [...value.entries].flatMap(([name, entry]) =>
    keyName.test(name) ? [entry] : keysIn(entry, depth + 1),
  );
}

/** Where no value was followed, the text still shows that a key is handed over. */
function keyInText(call: Node): boolean {
  if (call.type !== "CallExpression" && call.type !== "NewExpression")
    return false;
  return call.arguments.some((argument) => isKeyNode(argument, 0));
}

function isKeyNode(from: Node, depth: number): boolean {
  const node = unwrap(from);
  if (depth > maxDepth) return false;
  if (node.type === "Identifier") return keyName.test(node.name);
  if (node.type === "SpreadElement") return isKeyNode(node.argument, depth + 1);
  if (node.type === "LogicalExpression")
    return isKeyNode(node.right, depth + 1);
  if (node.type === "ArrayExpression")
    return node.elements.some(
      (item) => item !== null && isKeyNode(item, depth + 1),
    );
  if (node.type !== "ObjectExpression") return false;
  return node.properties.some((property) =>
    property.type === "Property"
      ? keyName.test(nameOf(property.key) ?? "") ||
        isKeyNode(property.value, depth + 1)
      : isKeyNode(property, depth + 1),
  );
}
