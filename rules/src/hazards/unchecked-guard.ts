/**
 * The unchecked guard: a condition compares a version or an expected state, so
 * the update changes nothing when somebody else was first; and nobody looks
 * whether it changed anything.
 */
import type { Flow, Site } from "../analysis/effect.ts";
import { effectsAfter } from "../analysis/order.ts";
import { callSite } from "../analysis/report-place.ts";
import type { Hazard } from "./hazard.ts";
import { dependentEffect } from "./dependent-effect.ts";
import { guardOf } from "./guarded-condition.ts";
import { isOutcomeUsed } from "./outcome.ts";
import type { RowNode } from "./same-row.ts";
import { uncheckedGuardFinding } from "./unchecked-guard-report.ts";
import type { UncheckedGuard } from "./unchecked-guard-report.ts";

export const uncheckedGuard: Hazard = {
  rule: "require-conflict-handling",
  find: (flow, file) =>
    guardsIn(flow)
      .map(uncheckedGuardFinding)
      .filter(({ location }) => location.file === file),
};

/** One for each call that writes. */
function guardsIn(flow: Flow): readonly UncheckedGuard[] {
  const found = new Map<Site["node"], UncheckedGuard>();
  for (const effect of flow.effects) {
    if (effect.kind !== "row") continue;
    const { node } = callSite(effect);
    const guard = found.has(node) ? undefined : uncheckedOf(effect, flow);
    if (guard) found.set(node, guard);
  }
  return [...found.values()];
}

function uncheckedOf(write: RowNode, flow: Flow): UncheckedGuard | undefined {
  if (write.unmatched === "throws" || isInCatch(write)) return undefined;
  const guard = guardOf(write);
  if (!guard || isOutcomeUsed(write, flow) || isSeenInside(write, flow))
    return undefined;
  const after = effectsAfter(flow.effects, write);
  const consequence = after.find((effect) => dependentEffect(effect, write));
  if (consequence && comesFromOneCall(write, consequence)) return undefined;
  const isToldSuccess = guard.kind === "version" && write.frames.length === 0;
  return consequence || isToldSuccess
    ? { write, guard, consequence }
    : undefined;
}

/** The function that makes the update has the guard in its own flow, and is reported itself. */
function isSeenInside(write: RowNode, flow: Flow): boolean {
  return (
    write.frames.length > 0 &&
    flow.module
      .effects()
      .some(
        (effect) =>
          effect.kind === "row" &&
          effect.frames.length === 0 &&
          effect.site.node === write.site.node &&
          guardOf(effect)?.kind === "version",
      )
  );
}

/** What mends a failure is not the work itself. */
function isInCatch({ path }: RowNode): boolean {
  return path.some(({ outcome }) => outcome === "caught");
}

/** A callee's own flow holds both. */
function comesFromOneCall(
  write: RowNode,
  consequence: Flow["effects"][number],
): boolean {
  const call = write.frames[0]?.node;
  return call !== undefined && call === consequence.frames[0]?.node;
}
