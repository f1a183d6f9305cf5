/** What a row write changes: of which entity, whether rows come or go, which columns. */
import type { Effect } from "../analysis/effect.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { columnsOf, isInsert } from "../analysis/row-columns.ts";
import type { HeldRow } from "../peers/peer.ts";
import type { RowNode } from "./same-row.ts";

export interface RowChange {
  readonly write: RowNode;
  /** As all spellings of it share. */
  readonly entity: string;
  readonly name: string;
  /** A new row alone: what holds single rows stays true. */
  readonly isInsert: boolean;
  /** The columns it sets, where all are spelled out. */
  readonly columns?: readonly string[];
}

export function rowChangeOf(effect: Effect): RowChange | undefined {
  if (effect.kind !== "row" || effect.operation === "read") return undefined;
  const name = entityName(effect.entity);
  if (name === undefined) return undefined;
  const columns = columnsOf(effect);
  return {
    write: effect,
    entity: plainName(name),
    name,
    isInsert: isInsert(effect),
    ...(columns && { columns }),
  };
}

/** Whether a copy made of such rows is another one after the change. */
export function changesCopy(
  change: Pick<RowChange, "entity" | "isInsert" | "columns">,
  copy: Pick<HeldRow, "entity" | "many" | "columns">,
): boolean {
  if (copy.entity !== change.entity) return false;
  if (change.isInsert) return copy.many;
  const kept = copy.columns;
  return (
    !kept || !change.columns || change.columns.some((c) => kept.includes(c))
  );
}
