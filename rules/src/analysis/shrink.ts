/** Cuts a value that has grown too large, from its far ends: how it was made last stays known. */
import type { Value } from "./value.ts";

export interface Measure {
  readonly sizeOf: (value: Value) => number;
  /** What stands for a part that is cut: what went into it. */
  readonly cut: (value: Value) => Value;
}

const minSize = 4;

export function shrink(value: Value, budget: number, measure: Measure): Value {
  if (measure.sizeOf(value) <= budget) return value;
  const count = partCount(value);
  const share = Math.floor((budget - 1) / Math.max(count, 1));
  if (share < minSize) return measure.cut(value);
  return withParts(value, (part) => shrink(part, share, measure), measure);
}

function partCount(value: Value): number {
  switch (value.kind) {
    case "operation":
      return value.operands.length;
    case "template":
      return value.parts.length;
    case "array":
      return value.items.length + value.spreads.length;
    case "object":
      return value.entries.size + value.spreads.length + (value.base ? 1 : 0);
    case "choice":
      return value.options.length + value.tests.length;
    case "call":
      return value.args.length + 1;
    default:
      return 1;
  }
}

function withParts(
  value: Value,
  of: (part: Value) => Value,
  { cut }: Measure,
): Value {
  switch (value.kind) {
    case "operation":
      return { ...value, operands: value.operands.map(of) };
    case "template":
      return {
        ...value,
        parts: value.parts.map((part) =>
          typeof part === "string" ? part : of(part),
        ),
      };
    case "array":
      return {
        ...value,
        items: value.items.map(of),
        spreads: value.spreads.map(of),
      };
    case "object":
      return {
        ...value,
        entries: new Map(
          [...value.entries].map(([name, entry]) => [name, of(entry)]),
        ),
        spreads: value.spreads.map(of),
        ...(value.base && { base: of(value.base) }),
      };
    case "choice":
      return {
        ...value,
        options: value.options.map(of),
        tests: value.tests.map(of),
      };
    case "call":
      return { ...value, callee: of(value.callee), args: value.args.map(of) };
    case "member":
      return { ...value, object: of(value.object) };
    default:
      return cut(value);
  }
}
