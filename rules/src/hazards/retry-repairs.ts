/**
 * In a handler that is run again after a failure, a message that was lost is
 * sent by the next run, unless what the first run wrote makes that run stop.
 */
import { factsAt } from "../analysis/conditions.ts";
import type { Effect } from "../analysis/effect.ts";
import { sourcesOf } from "../analysis/order.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { RowNode } from "./same-row.ts";
import type { Value } from "../analysis/value.ts";
import { writtenFields } from "./written-fields.ts";

/** The message is sent only in a state that the write leaves. */
export function stopsTheRetry(write: RowNode, message: Effect): boolean {
  const written = writtenFields(write);
  return factsAt(message).some(({ left, right }) =>
    [left, right].some(
      (side) => side !== undefined && readsWritten(side, write, written),
    ),
  );
}

function readsWritten(
  side: Value,
  write: RowNode,
  written: ReadonlyMap<string, Value>,
): boolean {
  if (side.kind !== "member" || typeof side.property !== "string") return false;
  const { object, property } = side;
  if (!written.has(property)) return false;
  return [...sourcesOf(object)].some(
    (source) =>
      source.kind === "row" &&
      source.operation === "read" &&
      sameEntity(source.entity, write.entity) === "yes" &&
      isRowOf(object, source),
  );
}
