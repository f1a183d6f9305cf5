/** The next number taken from a count or from the last row, and then inserted. */
import type { Effect } from "../analysis/effect.ts";
import {
  derivesFrom,
  effectsBefore,
  shareCall,
  valuesIn,
} from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import { partsMadeOf } from "./made-of.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { RowNode } from "./same-row.ts";
import { isInGuardingScope, isLocked } from "./update-guards.ts";
import { writtenFields } from "./written-fields.ts";

export interface NextNumber {
  readonly read: RowNode;
  readonly insert: RowNode;
  readonly field: string;
}

export function nextNumberOf(
  insert: RowNode,
  effects: readonly Effect[],
): NextNumber | undefined {
  const before = effectsBefore(effects, insert);
  const fields = writtenFields(insert);
  for (const read of [...before].reverse()) {
    if (read.kind !== "row" || read.operation !== "read") continue;
    if (sameEntity(read.entity, insert.entity) !== "yes") continue;
    const field = [...fields].find(([name, value]) =>
      countsOn(value, name, read),
    )?.[0];
    if (field === undefined || shareCall(read, insert)) continue;
    return isLocked(read, insert, before) || isInGuardingScope(insert, read)
      ? undefined
      : { read, insert, field };
  }
  return undefined;
}

const counting =
  /(?:^|\.)(?:count|countBy|countDocuments|estimatedDocumentCount|aggregate|max|getCount)$/u;

/** `count + 1`, `rows.length + 1`, `last.number + 1` for the number itself. */
function countsOn(value: Value, field: string, read: RowNode): boolean {
  if (value.kind === "object" || value.kind === "array") return false;
  const parts = partsMadeOf(value, read);
  // What a call that was not followed made of the rows is no number of theirs.
  if (parts.some((part) => part.kind === "result" && part.effect !== read))
    return false;
  return parts.some(
    (inner) =>
      inner.kind === "operation" &&
      inner.operator === "+" &&
      inner.operands.some(isOne) &&
      inner.operands.some(
        (operand) =>
          derivesFrom(operand, read) && isCount(operand, field, read),
      ),
  );
}

function isOne(value: Value): boolean {
  return value.kind === "constant" && value.value === 1;
}

function isCount(operand: Value, field: string, read: RowNode): boolean {
  if (counting.test(read.site.text)) return true;
  return [...valuesIn(operand)].some(
    (inner) =>
      inner.kind === "member" &&
      (inner.property === field || inner.property === "length") &&
      isRowOf(inner.object, read),
  );
}
