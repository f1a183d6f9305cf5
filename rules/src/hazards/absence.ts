/** Tests that ask whether anything was found. */
import type { Fact } from "../analysis/conditions.ts";
import type { Effect } from "../analysis/effect.ts";
import type { Value } from "../analysis/value.ts";

/** Goes on only if nothing was found: the first delivery leaves something behind. */
export function isAbsence({ operator, left, right }: Fact): boolean {
  const isNothing = [left, right].some(
    (side) =>
      side?.kind === "constant" && (side.value == null || side.value === 0),
  );
  const isBelowOne = right?.kind === "constant" && right.value === 1;
  return (
    operator === "falsy" ||
    ((operator === "===" || operator === "<=") && isNothing) ||
    (operator === "<" && isBelowOne)
  );
}

const wholeProperties =
  /^(?:\d+|length|count|rows|rowCount|data|dataValues|exists|Items?|size|total)$/u;

/** The answer itself, its first row or their number; not a field of it. */
export function isWhole(value: Value, source: Effect): boolean {
  switch (value.kind) {
    case "result":
      return value.effect === source;
    case "choice":
      return value.options.some((option) => isWhole(option, source));
    case "call":
    case "unknown":
      return (
        value.kind === "call" ? [value.callee, ...value.args] : value.from
      ).some((part) => isWhole(part, source));
    case "operation":
      return value.operands.some((operand) => isWhole(operand, source));
    case "member":
      return (
        (typeof value.property !== "string" ||
          wholeProperties.test(value.property)) &&
        isWhole(value.object, source)
      );
    default:
      return false;
  }
}
