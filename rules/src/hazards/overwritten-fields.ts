/** Which fields of a row a write sets to what a request's sender wrote. */
import type { Value } from "../analysis/value.ts";
import { requestOrigin } from "./request-origin.ts";
import type { RequestOrigin } from "./request-origin.ts";
import type { RowNode } from "./same-row.ts";
import { writtenFields } from "./written-fields.ts";

export interface Overwrite {
  /** Names of the fields that the code spells out. */
  readonly fields: readonly string[];
  /** A whole object of the request is written: which fields, the sender decides. */
  readonly whole: boolean;
  readonly origin: RequestOrigin;
}

export function overwriteOf(write: RowNode): Overwrite | undefined {
  const named = [...writtenFields(write)].flatMap(([field, value]) => {
    const origin = requestOrigin(value);
    return origin ? [{ field, origin }] : [];
  });
  const wholes = wholesOf(write.data).flatMap(
    (value) => requestOrigin(value) ?? [],
  );
  const origins = [...named.map(({ origin }) => origin), ...wholes];
  if (origins.length === 0) return undefined;
  return {
    fields: named.map(({ field }) => field),
    whole: wholes.length > 0,
    origin: origins.includes("body") ? "body" : "argument",
  };
}

const maxDepth = 6;

/** Objects that are written as they are: the data itself, or spread into it. */
export function wholesOf(data: Value | undefined, depth = 0): readonly Value[] {
  if (!data || depth > maxDepth) return [];
  const inside = (value: Value | undefined) => wholesOf(value, depth + 1);
  switch (data.kind) {
    case "object":
      return [
        ...data.spreads.flatMap(inside),
        ...inside(data.base?.kind === "object" ? data.base : undefined),
        ...inside(data.entries.get("$set")),
      ];
    case "choice":
      return data.options.flatMap(inside);
    case "array":
      return [...data.items, ...data.spreads].flatMap(inside);
    case "operation":
      return data.operands.flatMap(inside);
    case "constant":
    case "template":
    case "function":
      return [];
    default:
      return [data];
  }
}
