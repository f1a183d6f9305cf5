/** The comparisons in a condition: which column with which value. */
import type { Value } from "../analysis/value.ts";

export interface Pair {
  readonly column: string;
  readonly value: Value;
}

/** Composite keys, `and(eq(...))`, lists of conditions and parameters of condition texts are taken apart. */
export function conditionPairs(condition: Value, depth = 0): readonly Pair[] {
  if (depth > maxDepth) return [];
  const inside = (value: Value) => conditionPairs(value, depth + 1);
  switch (condition.kind) {
    case "object":
      return [
        ...(condition.base ? inside(condition.base) : []),
        ...condition.spreads.flatMap(inside),
        ...[...condition.entries].flatMap(([column, value]) =>
          entryPairs(column, value, inside),
        ),
      ];
    case "array":
      return [
        ...positionalPairs(condition.items),
        ...condition.items.flatMap(inside),
      ];
    case "call":
      return callPairs(condition.args, inside);
    case "choice":
      return condition.options.flatMap(inside);
    case "operation":
      return condition.operands.flatMap(inside);
    case "result":
      // The operators that a builder hands to its callback: `(t, { eq }) => eq(t.id, id)`.
      return condition.effect.kind === "opaque"
        ? callPairs(condition.effect.args, inside)
        : [];
    default:
      return [];
  }
}

const maxDepth = 6;
const wrappers = new Set(["AND", "$and", "where", "equals", "$eq"]);

function entryPairs(
  column: string,
  value: Value,
  inside: (value: Value) => readonly Pair[],
): readonly Pair[] {
  if (wrappers.has(column)) return inside(value);
  if (column === "OR" || column === "NOT" || column.startsWith("$")) return [];
  if (value.kind === "object" && value.entries.size > 0) {
    const nested = inside(value);
    const equal = value.entries.get("equals") ?? value.entries.get("$eq");
    return [{ column, value: equal ?? value }, ...nested];
  }
  return [{ column, value }];
}

/** `eq(users.id, id)` and `.where("id", id)`. */
function positionalPairs(args: readonly Value[]): readonly Pair[] {
  const [left, ...others] = args;
  const right = others.at(-1);
  const column = left && columnOf(left);
  return column !== undefined && right && right.kind !== "object"
    ? [{ column, value: right }]
    : [];
}

function callPairs(
  args: readonly Value[],
  inside: (value: Value) => readonly Pair[],
): readonly Pair[] {
  const own = positionalPairs(args);
  return own.length > 0 ? own : args.flatMap(inside);
}

function columnOf(value: Value): string | undefined {
  if (value.kind === "member" && typeof value.property === "string")
    return value.property;
  if (value.kind === "external") return value.path.at(-1);
  if (value.kind === "constant" && typeof value.value === "string")
    return /^[\w.]+$/u.test(value.value)
      ? value.value.split(".").at(-1)
      : undefined;
  return undefined;
}
