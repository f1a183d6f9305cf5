/**
 * The early invalidation: a key is deleted before the write that makes its
 * value old is visible. A reader in between stores the old value again, and
 * nobody deletes it any more.
 */
import type { Effect, Flow, Scope } from "../analysis/effect.ts";
import { effectsAfter, effectsBefore, shareCall } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import { textOf } from "../analysis/picks.ts";
import { same } from "../analysis/same.ts";
import {
  afterCommit,
  commitCall,
  transactionWrapper,
} from "../catalog/names.ts";
import { haveSameForm } from "./cache-keys.ts";
import { lastNameOf } from "./call-names.ts";
import { relationOf } from "./copied-entity.ts";
import type { CacheDelete, Relation } from "./copied-entity.ts";
import { databaseWrite } from "./database-writes.ts";
import type { DatabaseWrite } from "./database-writes.ts";
import { earlyInvalidationFinding } from "./early-invalidation-report.ts";
import type { Hazard } from "./hazard.ts";

/**
 * `before`: the delete stands above the write. `beside`: both run at once.
 * `uncommitted`: the write is there, its transaction has not committed.
 */
export type Timing = "before" | "beside" | "uncommitted";

export interface EarlyInvalidation {
  readonly deletion: CacheDelete;
  readonly write: DatabaseWrite;
  readonly timing: Timing;
  readonly relation: Relation;
  /** What says that a transaction is open. */
  readonly transaction?: Scope | Effect;
}

export const earlyInvalidation: Hazard = {
  rule: "no-early-invalidation",
  find: (flow, file) =>
    flow.effects
      .flatMap((effect) =>
        effect.kind === "cache-delete" ? (earlyIn(flow, effect) ?? []) : [],
      )
      .map(earlyInvalidationFinding)
      .filter(({ location }) => location.file === file),
};

function earlyIn(
  flow: Flow,
  deletion: CacheDelete,
): EarlyInvalidation | undefined {
  if (deletion.inProcess || isConsumed(deletion, flow)) return undefined;
  if (isPartOfFill(deletion, flow)) return undefined;
  return uncommitted(flow, deletion) ?? tooEarly(flow, deletion);
}

/** What is read and then taken away has its only copy there: a code, a token. */
function isConsumed(deletion: CacheDelete, flow: Flow): boolean {
  return effectsBefore(flow.effects, deletion).some(
    (effect) =>
      effect.kind === "cache-read" &&
      !shareCall(effect, deletion) &&
      same(effect.key, deletion.key) === "yes",
  );
}

/** A helper that reads through the cache drops an entry that it cannot use, and stores it anew. */
function isPartOfFill(deletion: CacheDelete, flow: Flow): boolean {
  return flow.effects.some(
    (effect) =>
      effect.kind === "cache-write" &&
      shareCall(effect, deletion) &&
      haveSameForm(effect.key, deletion.key),
  );
}

interface Related {
  readonly write: DatabaseWrite;
  readonly relation: Relation;
}

function relatedWrites(
  deletion: CacheDelete,
  effects: readonly Effect[],
  flow: Flow,
): readonly Related[] {
  return effects.flatMap((effect) => {
    const write = databaseWrite(effect);
    if (!write || isOnlyAfterFailure(effect, deletion)) return [];
    const relation = relationOf(deletion, write, flow.module);
    return relation ? [{ write, relation }] : [];
  });
}

/** A catch clause stands beside the run in which the delete belongs. */
function isOnlyAfterFailure(write: Effect, deletion: Effect): boolean {
  const isCaught = (one: Effect, other: Effect) =>
    one.path.some(
      ({ outcome, branch }) =>
        outcome === "caught" &&
        !other.path.some((arm) => arm.branch === branch),
    );
  return isCaught(write, deletion) || isCaught(deletion, write);
}

function tooEarly(
  flow: Flow,
  deletion: CacheDelete,
): EarlyInvalidation | undefined {
  const after = effectsAfter(flow.effects, deletion);
  const before = effectsBefore(flow.effects, deletion);
  const beside = [...before, ...after].filter((other) =>
    isBeside(deletion, other),
  );
  const found =
    strongest(relatedWrites(deletion, beside, flow)) ??
    strongest(
      relatedWrites(deletion, after, flow).filter(
        ({ write }) => !isLater(deletion, write.effect),
      ),
    );
  if (!found || isInCallee(deletion, found.write.effect)) return undefined;
  const sequential = before.filter(
    (other) => !beside.includes(other) && !hasOwnDelete(other, deletion, flow),
  );
  if (isExplained(found, relatedWrites(deletion, sequential, flow), sequential))
    return undefined;
  if (isDeletedAfter(flow, deletion, found.write.effect)) return undefined;
  const isParallel = beside.includes(found.write.effect);
  return { deletion, ...found, timing: isParallel ? "beside" : "before" };
}

function strongest(related: readonly Related[]): Related | undefined {
  return (
    related.find(({ relation }) => relation === "proved") ??
    related.find(({ relation }) => relation === "named") ??
    related[0]
  );
}

/** The delete belongs to an earlier write, and the later one is another matter. */
function isExplained(
  found: Related,
  earlier: readonly Related[],
  before: readonly Effect[],
): boolean {
  if (found.relation !== "same-id")
    return earlier.some(({ relation }) => relation !== "same-id");
  return before.some((effect) => databaseWrite(effect) !== undefined);
}

/** The call that writes takes the key away itself. */
function hasOwnDelete(
  write: Effect,
  deletion: CacheDelete,
  flow: Flow,
): boolean {
  return flow.effects.some(
    (effect) =>
      effect.kind === "cache-delete" &&
      effect !== deletion &&
      shareCall(effect, write) &&
      haveSameForm(effect.key, deletion.key),
  );
}

/** Both come out of one call, so that the callee's own flow holds them too. */
function isInCallee(deletion: Effect, write: Effect): boolean {
  return shareCall(deletion, write);
}

/** Two promises of one `Promise.all`. */
function isBeside(deletion: Effect, other: Effect): boolean {
  const index = deletion.scopes.findIndex(
    ({ kind, id }, at) => kind === "parallel" && other.scopes[at]?.id === id,
  );
  const lane = deletion.scopes[index + 1];
  return (
    index >= 0 &&
    lane?.kind === "lane" &&
    other.scopes[index + 1]?.id !== lane.id
  );
}

/** Put off until the work around it is done: `after(...)`, `afterCommit(...)`. */
function isLater(deletion: Effect, write: Effect): boolean {
  return deletion.scopes.some(
    ({ kind, id, text }) =>
      (kind === "deferred" ||
        (kind === "callback" && afterCommit.test(text))) &&
      !write.scopes.some((scope) => scope.id === id),
  );
}

/** The same key is deleted, or stored anew, once the write is there. */
function isDeletedAfter(
  flow: Flow,
  deletion: CacheDelete,
  last: Effect,
  scope?: Scope,
): boolean {
  return effectsAfter(flow.effects, last).some(
    (effect) =>
      (effect.kind === "cache-delete" || effect.kind === "cache-write") &&
      effect !== deletion &&
      !isBeside(effect, last) &&
      !effect.scopes.some(({ id }) => id === scope?.id) &&
      (same(effect.key, deletion.key) === "yes" ||
        haveSameForm(effect.key, deletion.key)),
  );
}

function uncommitted(
  flow: Flow,
  deletion: CacheDelete,
): EarlyInvalidation | undefined {
  return inCallback(flow, deletion) ?? beforeCommit(flow, deletion);
}

/** Inside the callback of a transaction that holds the write. */
function inCallback(
  flow: Flow,
  deletion: CacheDelete,
): EarlyInvalidation | undefined {
  const transaction = deletion.scopes.find(isTransaction);
  if (!transaction || deletion.scopes.some(isAfterCommit)) return undefined;
  const inside = flow.effects.filter(({ scopes }) =>
    scopes.some(({ id }) => id === transaction.id),
  );
  const together = [
    ...effectsBefore(inside, deletion),
    ...effectsAfter(inside, deletion),
  ];
  const found = strongest(relatedWrites(deletion, together, flow));
  if (!found || shareCall(...inside)) return undefined;
  if (isDeletedAfter(flow, deletion, deletion, transaction)) return undefined;
  return { deletion, ...found, timing: "uncommitted", transaction };
}

function isTransaction({ kind, text }: Scope): boolean {
  return (
    kind === "transaction" ||
    (kind === "callback" && transactionWrapper.test(lastNameOf(text)))
  );
}

function isAfterCommit({ kind, text }: Scope): boolean {
  return kind === "deferred" || (kind === "callback" && afterCommit.test(text));
}

/** Between the write and `commit()`. */
function beforeCommit(
  flow: Flow,
  deletion: CacheDelete,
): EarlyInvalidation | undefined {
  if (deletion.scopes.some(isAfterCommit)) return undefined;
  const commit = effectsAfter(flow.effects, deletion).find(isCommit);
  if (!commit) return undefined;
  const before = effectsBefore(flow.effects, deletion);
  const open = before.slice(before.findLastIndex(isCommit) + 1);
  const found = strongest(relatedWrites(deletion, open, flow));
  if (!found || shareCall(found.write.effect, deletion, commit))
    return undefined;
  if (isDeletedAfter(flow, deletion, commit)) return undefined;
  return { deletion, ...found, timing: "uncommitted", transaction: commit };
}

function isCommit(effect: Effect): boolean {
  if (effect.kind !== "opaque") return false;
  const [first] = effect.args;
  return (
    commitCall.test(calleeName(effect.callee)) ||
    /^\s*commit\b/iu.test((first && textOf(first)) ?? "")
  );
}
