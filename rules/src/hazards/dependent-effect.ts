/** Effects after a guarded write that act as though it had changed its row. */
import type { Effect } from "../analysis/effect.ts";
import type { Value } from "../analysis/value.ts";
import { conditionPairs } from "./condition-pairs.ts";
import { isConsequence, isOnlyOnFailure, isRecord } from "./consequence.ts";
import { sharesHole } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";

/** A message, a mail, a charge; or a write to other rows that is about the same thing. */
export function dependentEffect(effect: Effect, write: RowNode): boolean {
  if (effect.kind !== "row") return isConsequence(effect, write);
  if (
    effect.operation === "read" ||
    isOnlyOnFailure(effect, write) ||
    isRecord(effect)
  )
    return false;
  return isAboutTheSame(effect, write) && !isSameCondition(effect, write);
}

function isAboutTheSame(effect: RowNode, write: RowNode): boolean {
  const { where } = write;
  if (!where) return false;
  return [effect.where, effect.data].some(
    (value) => value !== undefined && sharesHole(where, value),
  );
}

/** The next write of a row whose condition asks for the same columns guards itself. */
function isSameCondition(effect: RowNode, write: RowNode): boolean {
  if (!write.where || !effect.where) return false;
  const asked = columnsOf(effect.where);
  return [...columnsOf(write.where)].every((column) => asked.has(column));
}

function columnsOf(where: Value): ReadonlySet<string> {
  return new Set(conditionPairs(where).map(({ column }) => column));
}
