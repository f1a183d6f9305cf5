/**
 * Check, then insert: something is looked up and, when it is not there,
 * inserted. Two requests at the same time both find nothing. With a unique key
 * the second fails with an error, without one there are two rows.
 */
import type { Effect, Flow } from "../analysis/effect.ts";
import { effectsBefore, shareCall } from "../analysis/order.ts";
import { callSite } from "../analysis/report-place.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import { checkThenInsertFinding } from "./check-then-insert-report.ts";
import { uniquenessOf } from "../schema/table.ts";
import type { Uniqueness } from "../schema/table.ts";
import { isHandledDuplicate } from "./duplicate-handling.ts";
import type { Hazard } from "./hazard.ts";
import { insertOf } from "./inserts.ts";
import type { Insert } from "./inserts.ts";
import { lookupBefore } from "./lookups.ts";
import type { Lookup } from "./lookups.ts";
import { isRegisteredOnly } from "./place-in.ts";
import { isPreparation } from "./preparation.ts";
import { isRepeatedDelivery } from "./repeated-delivery.ts";
import { isInGuardingScope, isLockedBefore } from "./update-guards.ts";

export interface CheckedInsert {
  readonly insert: Insert;
  readonly lookup: Lookup;
  /** Whether the schema makes the looked-up attributes unique. */
  readonly uniqueness: Uniqueness;
}

export const checkThenInsert: Hazard = {
  rule: "no-check-then-insert",
  find: (flow, file) => {
    if (isPreparation(flow) || isRegisteredOnly(flow)) return [];
    return checkedInserts(flow)
      .map(checkThenInsertFinding)
      .filter(({ location }) => location.file === file);
  },
};

/** One for each call that inserts. */
function checkedInserts(flow: Flow): readonly CheckedInsert[] {
  const found = new Map<unknown, CheckedInsert>();
  for (const effect of flow.effects) {
    const { node } = callSite(effect);
    const checked = found.has(node) ? undefined : checkedInsert(effect, flow);
    if (checked) found.set(node, checked);
  }
  return [...found.values()];
}

function checkedInsert(effect: Effect, flow: Flow): CheckedInsert | undefined {
  const insert = insertOf(effect);
  const lookup = insert && lookupBefore(insert);
  if (!insert || !lookup || shareCall(effect, lookup.effect)) return undefined;
  if (isGuarded(insert, lookup, flow)) return undefined;
  const uniqueness = uniquenessFor(insert, lookup, flow);
  // The next delivery finds the row.
  if (uniqueness === "unique" && isRepeatedDelivery(flow)) return undefined;
  return { insert, lookup, uniqueness };
}

function isGuarded({ effect }: Insert, lookup: Lookup, flow: Flow): boolean {
  const before = effectsBefore(flow.effects, effect);
  return (
    isInGuardingScope(effect, lookup.effect) ||
    isLockedBefore(lookup.effect, effect, before) ||
    before.some((other) => locksParent(other, lookup.effect)) ||
    isHandledDuplicate(effect, flow) ||
    isInOneWriter(effect)
  );
}

/** Another row, one that is there, is locked until the transaction's end. */
function locksParent(other: Effect, lookup: Effect): boolean {
  return (
    other.kind === "row" &&
    other.lock === "update" &&
    other.id !== lookup.id &&
    other.scopes.some(
      ({ kind, id }) =>
        kind === "transaction" &&
        lookup.scopes.some((scope) => scope.id === id),
    )
  );
}

/** SQLite lets one transaction write at a time. */
function isInOneWriter(effect: Effect): boolean {
  if (effect.kind !== "row" || effect.entity.kind !== "call") return false;
  return (
    calleeName(effect.entity.callee) === "sqliteTable" &&
    (effect.scopes.some(({ kind }) => kind === "transaction") ||
      /^(?:tx|trx|transaction)\b/u.test(effect.site.text))
  );
}

/** Two equal requests insert the same columns, so a key of which one was looked up counts when all are inserted. */
function uniquenessFor(
  { effect, columns }: Insert,
  lookup: Lookup,
  flow: Flow,
): Uniqueness {
  if (effect.kind !== "row" || lookup.columns.length === 0) return "unknown";
  const table = flow.module.table(effect);
  const asked = uniquenessOf(table, lookup.columns);
  if (asked !== "not unique" || !table) return asked;
  return lookup.columns.some((column) =>
    table.keys.some((key) => isGivenKey(key, column, columns)),
  )
    ? "unique"
    : "not unique";
}

function isGivenKey(
  key: readonly string[],
  column: string,
  given: readonly string[],
): boolean {
  return (
    key.includes(column) &&
    key.every((one) => one === column || given.includes(one))
  );
}
