/** What makes a read and a later write safe, each checked for what it really guards. */
import {
  heldByCaller,
  leaseCheck,
  lockAcquire,
  lockWrapper,
} from "../catalog/names.ts";
import type { Effect, Flow, Scope } from "../analysis/effect.ts";
import { effectsBefore, sourcesOf, valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { conditionPairs } from "./condition-pairs.ts";
import type { Dependence } from "./dependence.ts";
import { isStateLike } from "./dependence.ts";
import { isVersioned } from "./document-versions.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import type { RowNode } from "./same-row.ts";

export function isGuarded(
  update: RowNode,
  read: RowNode,
  before: readonly Effect[],
  dependence: Dependence,
): boolean {
  return (
    isLocked(read, update, before) ||
    isInGuardingScope(update, read) ||
    isInSqliteTransaction(update, read) ||
    comparesInCondition(update, dependence) ||
    isClaimed(update, read, before, dependence) ||
    isVersioned(update, read) ||
    oneAtATime.has(update.library)
  );
}

/** One process, one connection, no wait between two statements. */
const oneAtATime = new Set(["better-sqlite3"]);

/** The row was read with a lock for update, or locked by what stands before the read; and it is still locked at the write. */
export function isLocked(
  read: Effect,
  write: Effect,
  before: readonly Effect[],
): boolean {
  return read.kind === "row" && read.lock === "update"
    ? !isInEarlierTransaction(read, write)
    : isLockedBefore(read, write, before);
}

/** A lock was taken before the read, and is held at the write: a row that is not there cannot be locked by reading it. */
export function isLockedBefore(
  read: Effect,
  write: Effect,
  before: readonly Effect[],
): boolean {
  const index = before.indexOf(read);
  return before
    .slice(0, index < 0 ? before.length : index)
    .some((effect) => locksRow(effect, read, write) || takesLock(effect));
}

/** A lock on another table holds nobody up who does not take it. */
function locksRow(effect: Effect, read: Effect, write: Effect): boolean {
  return (
    effect.kind === "row" &&
    effect.lock === "update" &&
    (read.kind !== "row" || sameEntity(effect.entity, read.entity) !== "no") &&
    !isInEarlierTransaction(effect, read) &&
    !isInEarlierTransaction(effect, write)
  );
}

function isInEarlierTransaction(effect: Effect, later: Effect): boolean {
  return effect.scopes.some(
    (scope) =>
      scope.kind === "transaction" &&
      !later.scopes.some((other) => other.id === scope.id),
  );
}

/** A lock kept under a key of its own: `SET key NX`, `lock.acquire(key)`. */
function takesLock(effect: Effect): boolean {
  if (effect.kind === "cache-write") return effect.condition === "absent";
  return (
    effect.kind === "opaque" &&
    effect.args.length > 0 &&
    lockAcquire.test(calleeName(effect.callee))
  );
}

/**
 * What may keep others away, though the text does not prove it: a lock taken
 * after the read, a lease that was asked for, a function that says that its
 * caller holds a lock.
 */
export function mayBeGuarded(
  update: Effect,
  read: Effect,
  { effects, name }: Flow,
): boolean {
  return (
    heldByCaller.test(name) ||
    effectsBefore(effects, update).some(
      (effect) => takesLock(effect) && effect !== read,
    ) ||
    update.path.some(({ test }) => test !== undefined && asksForLease(test))
  );
}

function asksForLease(test: Value): boolean {
  return [...sourcesOf(test, { tests: true })].some(
    (source) =>
      (source.kind === "opaque" || source.kind === "callback-call") &&
      leaseCheck.test(calleeName(source.callee)),
  );
}

const guardingIsolation = /serializable|repeatable/u;

/** A lock across processes, or a transaction whose isolation notices the conflict, around both. */
export function isInGuardingScope(update: Effect, read: Effect): boolean {
  return update.scopes.some(
    (scope) =>
      read.scopes.some((other) => other.id === scope.id) && guards(scope),
  );
}

/** SQLite has one writer at a time: a transaction whose reads are old cannot write. */
function isInSqliteTransaction(update: RowNode, read: RowNode): boolean {
  return (
    update.scopes.some(
      (scope) =>
        scope.kind === "transaction" &&
        read.scopes.some(({ id }) => id === scope.id),
    ) &&
    [...valuesIn(update.entity)].some(
      (value) =>
        value.kind === "external" && value.path.at(-1) === "sqliteTable",
    )
  );
}

function guards(scope: Scope): boolean {
  switch (scope.kind) {
    case "lock":
      return scope.shared !== false;
    case "transaction":
      return guardingIsolation.test(scope.isolation ?? "");
    case "callback":
      return lockWrapper.test(scope.text.split(".").at(-1) ?? "");
    default:
      return false;
  }
}

export const versionWords =
  /^(?:version|_?_v|rev|revision|etag|updated_?at|lock_?version|row_?version|generation|epoch)$/iu;

/** The condition repeats the tested state or compares a version. */
function comparesInCondition(update: RowNode, dependence: Dependence): boolean {
  if (!update.where) return false;
  return [...namesIn(update.where)].some(
    (name) =>
      versionWords.test(name) ||
      name === dependence.field ||
      (isStateLike(name) && dependence.kind === "decided"),
  );
}

/** Between the check and this write an earlier write compared the state: only its winner comes here. */
function isClaimed(
  update: RowNode,
  read: RowNode,
  before: readonly Effect[],
  dependence: Dependence,
): boolean {
  if (dependence.kind !== "decided") return false;
  return before
    .slice(before.indexOf(read) + 1)
    .some(
      (effect) =>
        effect.kind === "row" &&
        effect.operation === "update" &&
        sameEntity(effect.entity, update.entity) === "yes" &&
        comparesInCondition(effect, dependence),
    );
}

/** Column names, and words of condition texts. */
export function namesIn(condition: Value): ReadonlySet<string> {
  return new Set([
    ...conditionPairs(condition).map(({ column }) => column),
    ...wordsIn(condition, 0),
  ]);
}

const maxDepth = 6;

function wordsIn(value: Value, depth: number): readonly string[] {
  if (depth > maxDepth) return [];
  const inside = (part: Value) => wordsIn(part, depth + 1);
  switch (value.kind) {
    case "constant":
      return typeof value.value === "string" ? wordsOf(value.value) : [];
    case "template":
      return value.parts.flatMap((part) =>
        typeof part === "string" ? wordsOf(part) : [],
      );
    case "array":
      return value.items.flatMap(inside);
    case "choice":
      return value.options.flatMap(inside);
    case "object":
      return value.spreads.flatMap(inside);
    case "call":
      return value.args.flatMap(inside);
    default:
      return [];
  }
}

/** A text without a comparison or a blank is a value, not a condition. */
function wordsOf(text: string): readonly string[] {
  return /[=<>\s]/u.test(text) ? text.split(/\W+/u) : [];
}
