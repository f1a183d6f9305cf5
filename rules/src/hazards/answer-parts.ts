/** Which part of an effect's answer a value looks at. */
import type { Effect } from "../analysis/effect.ts";
import type { Value } from "../analysis/value.ts";

const wholeProperties =
  /^(?:\d+|length|count|rows|rowCount|data|Items?|size|total)$/u;

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

/** The first field of the answer that the value looks at. */
export function fieldOf(value: Value, source: Effect): string | undefined {
  switch (value.kind) {
    case "member":
      return typeof value.property === "string" && isWhole(value.object, source)
        ? value.property
        : fieldOf(value.object, source);
    case "choice":
      return firstField(value.options, source);
    case "call":
      return firstField([value.callee, ...value.args], source);
    case "operation":
      return firstField(value.operands, source);
    case "unknown":
      return firstField(value.from, source);
    default:
      return undefined;
  }
}

function firstField(
  values: readonly Value[],
  source: Effect,
): string | undefined {
  for (const value of values) {
    const field = fieldOf(value, source);
    if (field !== undefined) return field;
  }
  return undefined;
}
