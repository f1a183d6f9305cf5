/** What makes a read and a later write safe, each checked for what it really guards. */
import type { Effect } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import type { Dependence } from "./dependence.ts";
import { isStateLike } from "./dependence.ts";
import { sameEntity } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";

export function isGuarded(
  update: RowNode,
  read: RowNode,
  before: readonly Effect[],
  dependence: Dependence,
): boolean {
  return (
    isLocked(read, before) ||
    isInGuardingScope(update, read) ||
    comparesInCondition(update, dependence) ||
    usesRaw(update)
  );
}

/** The row, or one that stands for it, was read with a lock for update before it was read. */
function isLocked(read: RowNode, before: readonly Effect[]): boolean {
  if (read.lock === "update") return true;
  return (
    before.some(
      (effect) =>
        effect.kind === "row" &&
        effect.lock === "update" &&
        sameEntity(effect.entity, read.entity) !== "no",
    ) ||
    before.some(
      (effect) =>
        effect.kind === "row" &&
        effect.lock === "update" &&
        effect.operation === "read" &&
        sharesTransaction(effect, read),
    )
  );
}

function sharesTransaction(left: Effect, right: Effect): boolean {
  return left.scopes.some(
    (scope) =>
      scope.kind === "transaction" &&
      right.scopes.some((other) => other.id === scope.id),
  );
}

const guardingIsolation = /serializable|repeatable/u;

/** A lock across processes, or a transaction whose isolation notices the conflict, around both. */
function isInGuardingScope(update: Effect, read: Effect): boolean {
  return update.scopes.some((scope) => {
    const holdsBoth = read.scopes.some((other) => other.id === scope.id);
    if (!holdsBoth) return false;
    if (scope.kind === "lock") return scope.shared !== false;
    return (
      scope.kind === "transaction" &&
      guardingIsolation.test(scope.isolation ?? "")
    );
  });
}

const versionWords =
  /^(?:version|_?_v|rev|revision|etag|updated_?at|lock_?version|row_?version|generation|epoch)$/iu;

/** The condition repeats the tested state or compares a version. */
function comparesInCondition(update: RowNode, dependence: Dependence): boolean {
  if (!update.where) return false;
  const names = namesIn(update.where);
  return [...names].some(
    (name) =>
      versionWords.test(name) ||
      name === dependence.field ||
      (isStateLike(name) && dependence.kind === "decided"),
  );
}

/** Column and property names, and words of condition texts. */
export function namesIn(condition: Value): ReadonlySet<string> {
  const names = new Set<string>();
  for (const value of valuesIn(condition)) {
    if (value.kind === "object")
      for (const name of value.entries.keys()) names.add(name);
    if (
      value.kind === "member" &&
      typeof value.property === "string" &&
      value.object.kind !== "result"
    )
      names.add(value.property);
    if (value.kind === "constant" && typeof value.value === "string")
      for (const word of value.value.split(/\W+/u)) names.add(word);
    if (value.kind === "template")
      for (const part of value.parts)
        if (typeof part === "string")
          for (const word of part.split(/\W+/u)) names.add(word);
  }
  return names;
}

/** A data value written as SQL is computed by the database. */
function usesRaw(update: RowNode): boolean {
  if (update.kind !== "row" || !update.data) return false;
  for (const value of valuesIn(update.data))
    if (value.kind === "function" && update.operation === "update") return true;
  return false;
}
