/** Writes that stop a second delivery by failing it. */
import type { Effect, Flow } from "../analysis/effect.ts";
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
  if (other.kind === "opaque")
    return other.awaited && dedupGuard.test(calleeName(other.callee));
  if (other.kind !== "row" || other === effect) return false;
  if (other.operation === "insert") return insertsMessageKey(other, flow);
  return throwsWithoutMatch(other) && endsItsCondition(other);
}

/** The event's id under a unique key: the second insert throws. */
function insertsMessageKey(insert: RowNode, flow: Flow): boolean {
  if (insert.data?.kind !== "object" || insert.conflict !== "none")
    return false;
  return [...insert.data.entries].some(
    ([name, value]) =>
      messageKeyColumn.test(name) && isStable(value, insert, flow),
  );
}

/** Prisma's single-row update throws when its condition does not hold. */
function throwsWithoutMatch(write: RowNode): boolean {
  return (
    write.library === "prisma" && write.operation === "update" && !write.many
  );
}
