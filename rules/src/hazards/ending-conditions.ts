/** Conditions that no longer hold once the run has written: they let nothing through a second time. */
import type { Flow } from "../analysis/effect.ts";
import type { Value } from "../analysis/value.ts";
import { same } from "../analysis/same.ts";
import { conditionPairs } from "./condition-pairs.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import { isSameRow } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";
import { writtenFields } from "./written-fields.ts";

/** `where: { id, status: "due" }, data: { status: "sent" }`: the update itself ends it. */
export function endsItsCondition(write: RowNode): boolean {
  if (!write.where) return false;
  if (write.conflict === "ignore") return true;
  return ends(write.where, writtenFields(write));
}

/** The row was picked by a column that this run writes, or is gone after it. */
export function endsReadCondition(read: RowNode, flow: Flow): boolean {
  const { where } = read;
  if (!where) return false;
  return flow.effects.some(
    (effect) =>
      effect.kind === "row" &&
      effect.operation !== "read" &&
      sameEntity(effect.entity, read.entity) !== "no" &&
      (takesAway(effect, read) || ends(where, writtenFields(effect))),
  );
}

function takesAway(effect: RowNode, read: RowNode): boolean {
  return (
    effect.operation === "delete" &&
    (read.many || isSameRow(read, effect) === "yes")
  );
}

/** What this flow writes into a column of that name. */
export function writesOf(field: string, flow: Flow): readonly Value[] {
  return flow.effects.flatMap((effect) => {
    if (effect.kind !== "row" || effect.operation === "read") return [];
    const written = writtenFields(effect).get(field);
    return written ? [written] : [];
  });
}

function ends(where: Value, written: ReadonlyMap<string, Value>): boolean {
  return conditionPairs(where).some(({ column, value }) => {
    const next = written.get(column);
    return (
      next !== undefined && !/id$/iu.test(column) && same(value, next) !== "yes"
    );
  });
}
