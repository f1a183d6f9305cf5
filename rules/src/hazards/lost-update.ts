/**
 * The lost update: something is read, a new value is computed from what was
 * read (or decided by it), and written back with nothing that notices a write
 * in between.
 */
import type { Effect, Flow } from "../analysis/effect.ts";
import { effectsAfter, effectsBefore, shareCall } from "../analysis/order.ts";
import { callSite, isProved } from "../analysis/report-place.ts";
import { progressColumn, startHook, versionColumn } from "../catalog/names.ts";
import type { Assumption } from "../finding.ts";
import { updateFixes } from "../fixes/guard-update.ts";
import { rewrittenRead } from "./cached-rewrite.ts";
import { decidedBy } from "./decided-by.ts";
import { computedFrom } from "./dependence.ts";
import type { Dependence } from "./dependence.ts";
import type { Hazard } from "./hazard.ts";
import { doubtUnless } from "./judgement.ts";
import { rewriteFinding, targetOf } from "./lost-update-report.ts";
import type { Rewrite } from "./lost-update-report.ts";
import { nextNumberOf } from "./next-number.ts";
import { isSameRow } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";
import { uncalledDoubts } from "./uncalled.ts";
import { isGuarded, mayBeGuarded } from "./update-guards.ts";

export interface LostUpdate {
  readonly read: RowNode;
  readonly update: RowNode;
  readonly dependence: Dependence;
}

export const lostUpdate: Hazard = {
  rule: "require-version-check",
  needs: {
    all: [["row-read"], ["row-update", "row-upsert", "row-save"]],
    apart: true,
    sameTable: true,
  },
  find: (flow, file) =>
    rewritesIn(flow)
      .map(rewriteFinding)
      .filter(({ location }) => location.file === file),
};

/** One for each call that writes. */
function rewritesIn(flow: Flow): readonly Rewrite[] {
  const found = new Map<unknown, Rewrite>();
  for (const effect of flow.effects) {
    const { node } = callSite(effect);
    const rewrite = found.has(node) ? undefined : rewriteOf(effect, flow);
    if (rewrite) found.set(node, rewrite);
  }
  return [...found.values()];
}

function rewriteOf(effect: Effect, flow: Flow): Rewrite | undefined {
  if (effect.kind === "cache-write") {
    const read = rewrittenRead(effect, flow.effects);
    return read && uncertain(read, effect, { kind: "computed", proved: false });
  }
  if (effect.kind !== "row") return undefined;
  if (updates.has(effect.operation)) {
    const lost = lostUpdateOf(effect, flow);
    if (lost) return updateRewrite(lost, flow);
  }
  if (inserts.has(effect.operation)) {
    const next = nextNumberOf(effect, flow.effects);
    const kind = "numbered";
    return (
      next &&
      uncertain(next.read, effect, { kind, field: next.field, proved: false })
    );
  }
  return undefined;
}

const updates: ReadonlySet<RowNode["operation"]> = new Set([
  "update",
  "save",
  "upsert",
]);
const inserts: ReadonlySet<RowNode["operation"]> = new Set(["insert", "save"]);

function uncertain(
  read: Effect,
  write: Effect,
  dependence: Dependence,
): Rewrite {
  const target = targetOf(write);
  const doubts = [unprovedLink];
  return { read, write, dependence, target, doubts, fixes: [] };
}

const unprovedLink: Assumption = {
  text: "The read and the write work on the same row; the text does not prove every link.",
};

function updateRewrite(lost: LostUpdate, flow: Flow): Rewrite {
  const { read, update, dependence } = lost;
  return {
    read,
    write: update,
    dependence,
    target: targetOf(update),
    doubts: doubtsOf(lost, flow),
    fixes: updateFixes(lost),
  };
}

function doubtsOf(lost: LostUpdate, flow: Flow): readonly Assumption[] {
  const { read, update, dependence } = lost;
  const { field = "", again } = dependence;
  const isLinked =
    dependence.proved &&
    isSameRow(read, update) === "yes" &&
    isProved(read, update) &&
    !mayBeGuarded(update, read, flow) &&
    !progressColumn.test(field);
  const doubts = [
    ...(isLinked ? [] : [unprovedLink]),
    ...doubtUnless(
      !versionColumn.test(field),
      `Something compares \`${field}\` later; by itself it only counts the changes.`,
    ),
    ...doubtUnless(
      dependence.kind !== "decided" || again !== undefined,
      `It matters that two runs pass the test of \`${field}\`: what they store differs, or what follows must not happen twice.`,
    ),
    ...doubtUnless(
      again === undefined,
      `It matters that \`${again?.site.text ?? ""}\` happens twice: what both runs store is the same.`,
    ),
  ];
  return doubts.length > 0
    ? doubts
    : [...soleRunDoubts(flow), ...uncalledDoubts(flow)];
}

/** Requests overlap; the runs of a job, and of what starts the program, often have a row to themselves. */
function soleRunDoubts({ name, context }: Flow): readonly Assumption[] {
  const isJob = context !== undefined && context.delivery !== "request";
  return [
    ...doubtUnless(
      !isJob,
      "Two runs of this job work on the same row at the same time.",
    ),
    ...doubtUnless(
      !startHook.test(name.split(".").at(-1) ?? ""),
      "Several instances of the program start at the same time.",
    ),
  ];
}

/** The read that the write goes back to; a guarded read that tests the same state again makes up for an earlier one. */
function lostUpdateOf(update: RowNode, flow: Flow): LostUpdate | undefined {
  const before = effectsBefore(flow.effects, update);
  const after = effectsAfter(flow.effects, update);
  let found: LostUpdate | undefined;
  /** The function that writes reads and tests once more: it is reported there. */
  let isTestedInside = false;
  for (const read of [...before].reverse()) {
    if (read.kind !== "row" || read.operation !== "read") continue;
    if (isSameRow(read, update) === "no") continue;
    const dependence =
      computedFrom(update, read) ?? decidedBy(update, read, after, flow.module);
    if (!dependence) continue;
    if (!isGuarded(update, read, before, dependence)) {
      const isTheirs = shareCall(read, update);
      if (isTheirs && dependence.kind === "decided") isTestedInside = true;
      if (!isTheirs && !(isTestedInside && dependence.kind === "decided"))
        found ??= { read, update, dependence };
    } else if (dependence.kind === "decided") return undefined;
  }
  return found;
}
