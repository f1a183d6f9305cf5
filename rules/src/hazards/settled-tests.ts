/** Conditions whose outcome the call itself settles: a time to live that was left out. */
import type { Arm, Effect } from "../analysis/effect.ts";
import type { Value } from "../analysis/value.ts";

/** Whether no condition on the way is known to come out the other way. */
export function isReached({ path }: Effect): boolean {
  return path.every((arm) => isSettled(arm) !== "no");
}

/** Whether `other` may happen in the place of `effect`: on another arm of a branch that is not settled. */
export function takesOtherArm(other: Effect, effect: Effect): boolean {
  return effect.path.some(
    (arm) =>
      isSettled(arm) === "unknown" &&
      other.path.some(
        ({ branch, taken }) => branch === arm.branch && taken !== arm.taken,
      ),
  );
}

function isSettled({ test, outcome }: Arm): "yes" | "no" | "unknown" {
  const truth = test && truthOf(test);
  if (truth === undefined || outcome === "caught" || outcome === "other")
    return "unknown";
  return truth === (outcome === "truthy") ? "yes" : "no";
}

function truthOf(value: Value): boolean | undefined {
  if (value.kind === "constant") return Boolean(value.value);
  if (value.kind === "object" || value.kind === "array") return true;
  if (value.kind !== "operation") return undefined;
  const [left, right] = value.operands;
  if (value.operator === "!") return left && negated(truthOf(left));
  return left && right && comparison(value.operator, left, right);
}

function comparison(
  operator: string,
  left: Value,
  right: Value,
): boolean | undefined {
  if (left.kind !== "constant" || right.kind !== "constant") return undefined;
  switch (operator) {
    case "===":
      return left.value === right.value;
    case "!==":
      return left.value !== right.value;
    case "==":
      return (left.value ?? null) === (right.value ?? null);
    case "!=":
      return (left.value ?? null) !== (right.value ?? null);
    case "&&":
      return Boolean(left.value) && Boolean(right.value);
    case "||":
      return Boolean(left.value) || Boolean(right.value);
    default:
      return undefined;
  }
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}
