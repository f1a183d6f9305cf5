/**
 * The lost update: a row is read, a new value is computed from what was read
 * (or decided by it), and written back with nothing that notices a write in
 * between.
 */
import { describe } from "../analysis/describe.ts";
import type { Effect, Flow } from "../analysis/effect.ts";
import { effectsAfter, effectsBefore, shareCall } from "../analysis/order.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding } from "../finding.ts";
import { decidedBy } from "./decided-by.ts";
import { computedFrom } from "./dependence.ts";
import type { Dependence } from "./dependence.ts";
import { updateFixes } from "../fixes/guard-update.ts";
import type { Hazard } from "./hazard.ts";
import { isGuarded } from "./update-guards.ts";
import { isSameRow } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";

export interface LostUpdate {
  readonly read: RowNode;
  readonly update: RowNode;
  readonly dependence: Dependence;
}

export const lostUpdate: Hazard = {
  rule: "require-version-check",
  find: (flow, file) =>
    lostUpdatesIn(flow)
      .map(findingOf)
      .filter(({ location }) => location.file === file),
};

function lostUpdatesIn(flow: Flow): readonly LostUpdate[] {
  const found: LostUpdate[] = [];
  for (const effect of flow.effects) {
    if (!isUpdate(effect)) continue;
    const update = lostUpdateOf(effect, flow);
    if (
      update &&
      !found.some(
        (other) => callSite(other.update).node === callSite(effect).node,
      )
    )
      found.push(update);
  }
  return found;
}

function isUpdate(effect: Effect): effect is RowNode {
  return (
    effect.kind === "row" &&
    (effect.operation === "update" ||
      effect.operation === "save" ||
      effect.operation === "upsert")
  );
}

/** The read that the write goes back to; a guarded read that tests the same state again makes up for an earlier one. */
function lostUpdateOf(update: RowNode, flow: Flow): LostUpdate | undefined {
  const before = effectsBefore(flow.effects, update);
  const after = effectsAfter(flow.effects, update);
  let found: LostUpdate | undefined;
  for (const read of [...before].reverse()) {
    if (read.kind !== "row" || read.operation !== "read") continue;
    if (isSameRow(read, update) === "no") continue;
    const dependence =
      computedFrom(update, read) ?? decidedBy(update, read, after);
    if (!dependence) continue;
    if (!isGuarded(update, read, before, dependence))
      found ??= shareCall(read, update)
        ? undefined
        : { read, update, dependence };
    else if (dependence.kind === "decided") return undefined;
  }
  return found;
}

function findingOf({ read, update, dependence }: LostUpdate): Finding {
  const site = callSite(update);
  const row = describe(update.entity);
  const certain =
    dependence.proved &&
    isSameRow(read, update) === "yes" &&
    isProved(read, update);
  const field =
    dependence.field === undefined ? "a value" : `\`${dependence.field}\``;
  const how =
    dependence.kind === "computed"
      ? `writes ${field} computed from what \`${read.site.text}\` read`
      : `acts on ${field} as \`${read.site.text}\` read it`;
  return {
    rule: "require-version-check",
    certainty: certain ? "certain" : "possible",
    message: `\`${site.text}\` ${how}, and nothing notices a write in between: of two requests that read the same row, ${dependence.kind === "computed" ? "the later write erases the earlier one" : "both pass the check and both act"}. Let the database compute or compare: an atomic operator, or the version (or expected state) in the condition with a check that a row matched.`,
    location: locationOf(site),
    steps: [
      stepAt(read, "first request", `\`${read.site.text}\` reads the row`, row),
      stepElsewhere(
        "second request",
        "reads the same row",
        row,
        "both hold the same old value",
      ),
      stepElsewhere(
        "second request",
        "writes what it computed from it",
        row,
        "the row has the second request's change",
      ),
      stepAt(
        update,
        "first request",
        `\`${update.site.text}\` writes what it computed from the old value`,
        row,
        "the second request's change is lost",
      ),
    ],
    model: {
      protocol: "lost-update",
      tasks: ["first request", "second request"].map((actor) => ({
        actor,
        operations: [
          { op: "row.read", into: "row" },
          { op: "row.write", from: "row" },
        ],
      })),
      invariant: "every request's change is in the row at the end",
    },
    assumptions: [
      ...(certain
        ? []
        : [
            {
              text: "The read and the write work on the same row; the text does not prove every link.",
            },
          ]),
      { text: "Two requests for the same row can run at the same time." },
    ],
    fixes: updateFixes({ read, update, dependence }),
  };
}
