/** What a value shows of a row: all of it, or some of its fields. */
import type { Value } from "../analysis/value.ts";
import { partsOf } from "../analysis/values.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { RowNode } from "./same-row.ts";

export interface Shown {
  readonly whole: boolean;
  readonly fields: ReadonlySet<string>;
}

export function shownOf(value: Value, row: RowNode): Shown {
  const fields = new Set<string>();
  let whole = false;
  const seen = new Set<Value>();
  const stack = [value];
  for (let current = stack.pop(); current; current = stack.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    if (isRowOf(current, row)) whole = true;
    else if (
      current.kind === "member" &&
      typeof current.property === "string" &&
      isRowOf(current.object, row)
    )
      fields.add(current.property);
    else stack.push(...ingredients(current));
  }
  return { whole, fields };
}

/** A choice shows one of its options, not what decides it. */
function ingredients(value: Value): readonly Value[] {
  return value.kind === "choice" ? value.options : partsOf(value);
}
