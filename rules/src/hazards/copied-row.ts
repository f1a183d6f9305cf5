/** Whether a cached value is a copy of a row, or has fields of it. */
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { RowNode } from "./same-row.ts";

export type Copy = "whole" | "fields";

/** Ids alone make no copy: they never change. */
export function copyOf(value: Value, row: RowNode): Copy | undefined {
  if (isWhole(value, row)) return "whole";
  const holdsField = [...valuesIn(value)].some(
    (inner) =>
      inner.kind === "member" && isRecord(inner) && isRowOf(inner.object, row),
  );
  return holdsField ? "fields" : undefined;
}

/** The row, or the rows, spelled as a text or not. */
function isWhole(value: Value, row: RowNode): boolean {
  if (value.kind === "call") return value.args.some((arg) => isWhole(arg, row));
  if (value.kind === "object" && !value.base)
    return value.spreads.some((spread) => isWhole(spread, row));
  return isRowOf(value, row);
}

const idName = /(?:^|_)ids?$|[a-z]I[dD]s?$|uuid|token|key$/u;

/** Not the id of something: a pointer to a record is no copy of it. */
export function isRecord(value: Value): boolean {
  switch (value.kind) {
    case "parameter":
      return !idName.test(value.name);
    case "member":
      return typeof value.property !== "string" || !idName.test(value.property);
    case "call":
      return value.args.length === 0 || value.args.some(isRecord);
    case "template":
      return value.parts.some(
        (part) => typeof part !== "string" && isRecord(part),
      );
    default:
      return true;
  }
}
