/** Cuts a value that has grown too large, from its far ends: how it was made last stays known. */
import type { Value } from "./value.ts";

export interface Measure {
  readonly partsOf: (value: Value) => readonly Value[];
  readonly sizeOf: (value: Value) => number;
  /** What stands for a part that is cut: what went into it. */
  readonly cut: (value: Value) => Value;
}

const minSize = 3;

export function shrink(value: Value, budget: number, measure: Measure): Value {
  if (measure.sizeOf(value) <= budget) return value;
  const share = fairShare(value, budget - 1, measure);
  if (share < minSize) return measure.cut(value);
  return withParts(value, (part) => shrink(part, share, measure), measure);
}

/** What each part may have; small parts leave the rest of theirs to the large ones. */
function fairShare(
  value: Value,
  budget: number,
  { partsOf, sizeOf }: Measure,
): number {
  const sizes = partsOf(value)
    .map(sizeOf)
    .sort((a, b) => a - b);
  let left = budget;
  for (const [index, size] of sizes.entries()) {
    const share = Math.floor(left / (sizes.length - index));
    if (size > share) return share;
    left -= size;
  }
  return left;
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
        tests:
          value.tests.length > 0
            ? [cut({ kind: "unknown", from: value.tests })]
            : [],
      };
    case "call":
      return { ...value, callee: of(value.callee), args: value.args.map(of) };
    case "member":
      return { ...value, object: of(value.object) };
    default:
      return cut(value);
  }
}
