/** Whether anybody looks at what a write answered. */
import type { Flow } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import type { RowNode } from "./same-row.ts";

/**
 * The answer is looked at if it is tested, handed out, or handed on. Whether
 * an object is there at all says nothing where the library always answers one.
 */
export function isOutcomeUsed(write: RowNode, flow: Flow): boolean {
  if (holds(flow.returns, write)) return true;
  if (flow.afterwards.some(({ test }) => test && isTested(test, write)))
    return true;
  for (const effect of flow.effects) {
    for (const { test } of effect.path)
      if (test && isTested(test, write)) return true;
    if (
      effect !== write &&
      valuesOf(effect).some((value) => holds(value, write))
    )
      return true;
  }
  return false;
}

function holds(value: Value, write: RowNode): boolean {
  for (const part of valuesIn(value, { tests: true }))
    if (part.kind === "result" && part.effect === write) return true;
  return false;
}

function isTested(test: Value, write: RowNode): boolean {
  if (!holds(test, write)) return false;
  return write.unmatched !== "object" || !isBare(test, write);
}

/** `if (result)` and `if (!result)`. */
function isBare(test: Value, write: RowNode): boolean {
  if (test.kind === "operation" && test.operator === "!")
    return test.operands.every((operand) => isBare(operand, write));
  return test.kind === "result" && test.effect === write;
}

/** What an effect is given, but for what was known where it stands. */
function valuesOf(effect: Flow["effects"][number]): readonly Value[] {
  switch (effect.kind) {
    case "opaque":
    case "callback-call":
      return [effect.callee, ...effect.args];
    case "response":
      return effect.body ? [effect.body] : [];
    case "cache-write":
      return [effect.value];
    case "publish":
      return effect.payload ? [effect.payload] : [];
    case "row":
      return [effect.where, effect.data].filter((value) => value !== undefined);
    default:
      return [];
  }
}
