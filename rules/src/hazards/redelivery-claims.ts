/** Writes that stop a second delivery by failing it. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import { messageKeyColumn } from "../catalog/handler-names.ts";
import { dedupGuard } from "../catalog/names.ts";
import { endsItsCondition } from "./ending-conditions.ts";
import type { RowNode } from "./same-row.ts";
import { isStable } from "./stable-keys.ts";

export function isClaimBefore(
  other: Effect,
  effect: Effect,
  flow: Flow,
): boolean {
  if (other.path.some(({ outcome }) => outcome === "caught")) return false;
  if (other.kind === "dedup") return true;
  if (other.kind === "opaque")
    return other.awaited && dedupGuard.test(calleeName(other.callee));
  if (other.kind !== "row" || other === effect) return false;
  if (other.operation === "insert") return insertsMessageKey(other, flow);
  return other.unmatched === "throws" && endsItsCondition(other);
}

/** The event's id under a unique key: the second insert throws. */
function insertsMessageKey(insert: RowNode, flow: Flow): boolean {
  if (insert.data?.kind !== "object" || insert.conflict !== "none")
    return false;
  return [...insert.data.entries].some(
    ([name, value]) =>
      (messageKeyColumn.test(name) || isOwnKey(name, value)) &&
      isStable(value, insert, flow),
  );
}

/** The row's own id, given from what was delivered. */
function isOwnKey(name: string, value: Value): boolean {
  return (
    (name === "id" || name === "_id") &&
    [...valuesIn(value)].some(({ kind }) => kind === "parameter")
  );
}
