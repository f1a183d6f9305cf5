/** What an insert makes: whether the row is new, and its columns. */
import type { Value } from "../analysis/value.ts";
import type { RowNode } from "./same-row.ts";

/** A saved row that was built here and has no key of its own yet. */
export function isNewRow(effect: RowNode): boolean {
  const { data } = effect;
  return (
    data?.kind === "call" ||
    data?.kind === "instance" ||
    (data?.kind === "object" && !data.base && !data.entries.has("id"))
  );
}

const maxDepth = 4;

/** The columns of the rows that are inserted, not those of objects inside them. */
export function rowsIn(
  data: Value,
  depth = 0,
): readonly (readonly [string, Value])[] {
  if (depth > maxDepth) return [];
  const inside = (values: readonly Value[]) =>
    values.flatMap((value) => rowsIn(value, depth + 1));
  switch (data.kind) {
    case "object":
      return [
        ...data.entries,
        ...inside(data.spreads),
        ...(data.base ? inside([data.base]) : []),
      ];
    case "array":
      return inside([...data.items, ...data.spreads]);
    case "call":
      return inside(data.args);
    case "instance":
      return inside(data.args ?? []);
    case "choice":
      return inside(data.options);
    default:
      return [];
  }
}
