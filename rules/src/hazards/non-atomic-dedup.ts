/**
 * A dedup in two steps: a marker is looked at, something is done, and the
 * marker is set. Two deliveries at the same time both find no marker.
 */
import { factsAt } from "../analysis/conditions.ts";
import type { Effect, Flow } from "../analysis/effect.ts";
import {
  effectsAfter,
  effectsBefore,
  shareCall,
  sourcesOf,
} from "../analysis/order.ts";
import { callSite, isProved } from "../analysis/report-place.ts";
import { computedFrom } from "./dependence.ts";
import type { Hazard } from "./hazard.ts";
import { isSetting, isMarkerCheck } from "./markers.ts";
import type { MarkerCheck } from "./markers.ts";
import { nonAtomicDedupFinding } from "./non-atomic-dedup-report.ts";
import { isRegisteredOnly } from "./place-in.ts";
import { isClaimBefore } from "./redelivery-claims.ts";
import { repeatOf } from "./repeated-effects.ts";
import type { Repeat } from "./repeat.ts";
import type { RowNode } from "./same-row.ts";
import { isInGuardingScope, isLockedBefore } from "./update-guards.ts";

export interface TwoStepDedup {
  readonly check: MarkerCheck;
  /** What is done once only if the check holds. */
  readonly effect: Effect;
  readonly repeat: Repeat;
  readonly setting: Effect;
  readonly certain: boolean;
}

export const nonAtomicDedup: Hazard = {
  rule: "require-atomic-dedup",
  find: (flow, file) =>
    isRegisteredOnly(flow)
      ? []
      : twoStepDedups(flow)
          .map(nonAtomicDedupFinding)
          .filter(({ location }) => location.file === file),
};

/** One for each check. */
function twoStepDedups(flow: Flow): readonly TwoStepDedup[] {
  const found = new Map<unknown, TwoStepDedup>();
  for (const effect of flow.effects) {
    const dedup = twoStepDedup(effect, flow);
    if (!dedup) continue;
    const { node } = callSite(dedup.check);
    if (!found.has(node)) found.set(node, dedup);
  }
  return [...found.values()];
}

function twoStepDedup(effect: Effect, flow: Flow): TwoStepDedup | undefined {
  const repeat = repeatIn(effect, flow);
  if (!repeat) return undefined;
  const before = effectsBefore(flow.effects, effect);
  if (before.some((other) => isClaimBefore(other, effect, flow)))
    return undefined;
  for (const check of checksOf(effect)) {
    const setting = settingOf(check, effect, flow);
    if (!setting || isGuarded(check, setting, effect, before)) continue;
    return {
      check,
      effect,
      repeat,
      setting,
      certain: isProved(check, effect, setting) && repeat.proved,
    };
  }
  return undefined;
}

/** What adds up when it is done twice: also a counter in the cache, and a number made of the loaded one. */
function repeatIn(effect: Effect, flow: Flow): Repeat | undefined {
  if (effect.kind === "row" && addsToLoaded(effect, flow))
    return { what: "adds to a loaded number", kind: "counter", proved: true };
  if (effect.kind !== "cache-change") return repeatOf(effect, flow);
  return /(?:incr|decr)\w*$/iu.test(effect.site.text)
    ? { what: "adds to a counter", kind: "counter", proved: true }
    : undefined;
}

function addsToLoaded(effect: RowNode, flow: Flow): boolean {
  if (effect.operation !== "save" && effect.operation !== "update")
    return false;
  return effectsBefore(flow.effects, effect).some(
    (read) =>
      read.kind === "row" &&
      read.operation === "read" &&
      computedFrom(effect, read)?.proved === true,
  );
}

/** The markers that were found missing where the effect happens. */
function checksOf(effect: Effect): readonly MarkerCheck[] {
  return factsAt(effect).flatMap((fact) =>
    [...sourcesOf(fact.left, { tests: true })].filter((source) =>
      isMarkerCheck(source, fact),
    ),
  );
}

/** What sets the looked-at marker in the same run; the effect itself is not it. */
function settingOf(
  check: MarkerCheck,
  effect: Effect,
  flow: Flow,
): Effect | undefined {
  const others = [
    ...effectsAfter(flow.effects, effect),
    ...effectsBefore(flow.effects, effect),
  ];
  return others.find(
    (other) => isSetting(other, check) && !shareCall(check, other, effect),
  );
}

function isGuarded(
  check: MarkerCheck,
  setting: Effect,
  effect: Effect,
  before: readonly Effect[],
): boolean {
  return (
    isInGuardingScope(effect, check) ||
    isLockedBefore(check, effect, before) ||
    (check.kind === "row" && check.lock === "update") ||
    isUndoneWith(setting, effect) ||
    isClaimed(setting, before)
  );
}

/** Inserted before the effect: where its key is unique, the second one never gets there. */
function isClaimed(setting: Effect, before: readonly Effect[]): boolean {
  return (
    setting.kind === "row" &&
    setting.operation === "insert" &&
    before.includes(setting)
  );
}

/** A marker inserted in the effect's own transaction: where its key is unique, the second one takes the effect back. */
function isUndoneWith(setting: Effect, effect: Effect): boolean {
  return (
    setting.kind === "row" &&
    setting.operation === "insert" &&
    effect.kind === "row" &&
    setting.scopes.some(
      ({ kind, id }) =>
        kind === "transaction" &&
        effect.scopes.some((other) => other.id === id),
    )
  );
}
