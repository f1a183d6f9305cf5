/** Row writes that others rely on, and rows that are messages waiting to be sent. */
import type { Effect } from "../analysis/effect.ts";
import { outboxName } from "../catalog/idempotency-names.ts";
import { logName } from "../catalog/handler-names.ts";
import { entityName } from "../analysis/entity-name.ts";
import type { RowNode } from "./same-row.ts";

const records =
  /log|audit|histor|activit|analytic|metric|trace|session|token/iu;

export function isBusinessWrite(effect: Effect): effect is RowNode {
  if (effect.kind !== "row" || effect.operation === "read") return false;
  if (effect.path.some(({ outcome }) => outcome === "caught")) return false;
  const name = entityName(effect.entity) ?? "";
  return !records.test(name) && !logName.test(name);
}

/** A row that a relay sends, written or read. */
export function isOutbox(effect: Effect): boolean {
  if (effect.kind === "opaque") return outboxName.test(effect.site.text);
  return (
    effect.kind === "row" && outboxName.test(entityName(effect.entity) ?? "")
  );
}
