/** What a value is made of: a key that only looks something up gives nothing to it. */
import type { Effect } from "../analysis/effect.ts";
import { derivesFrom } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { partsOf } from "../analysis/values.ts";

const maxValues = 2000;

/** The value and its parts that derive from the effect's answer; `answers`: also what went into calls that were not followed. */
export function partsMadeOf(
  value: Value,
  read: Effect,
  { answers = true } = {},
): readonly Value[] {
  const seen = new Set<Value>();
  const found: Value[] = [];
  const stack = [value];
  for (let current = stack.pop(); current; current = stack.pop()) {
    if (seen.has(current) || seen.size > maxValues) continue;
    seen.add(current);
    if (!derivesFrom(current, read)) continue;
    found.push(current);
    if (answers || current.kind !== "result")
      stack.push(...ingredients(current));
  }
  return found;
}

export function isMadeOf(value: Value, read: Effect): boolean {
  return partsMadeOf(value, read).some(
    (part) => part.kind === "result" && part.effect === read,
  );
}

const lookUps =
  /^(?:get|has|find\w*|includes|indexOf|at|startsWith|endsWith)$/u;

function ingredients(value: Value): readonly Value[] {
  switch (value.kind) {
    case "member":
      return [value.object];
    case "choice":
      return value.options;
    case "call":
      return lookUps.test(calleeName(value.callee))
        ? [value.callee]
        : partsOf(value);
    case "operation":
      return operandsOf(value);
    case "result": {
      const { effect } = value;
      return effect.kind === "opaque" || effect.kind === "callback-call"
        ? [effect.callee, ...effect.args]
        : [];
    }
    default:
      return partsOf(value);
  }
}

/** A comparison gives a truth about a value, and `&&` its right side, or something falsy. */
function operandsOf({
  operator,
  operands,
}: Value & { kind: "operation" }): readonly Value[] {
  if (comparisons.has(operator)) return [];
  return operator === "&&" ? operands.slice(-1) : operands;
}

const comparisons = new Set([
  "===",
  "!==",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "!",
  "in",
  "instanceof",
]);
