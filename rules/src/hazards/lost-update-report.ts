/** A lost update in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import type { Effect } from "../analysis/effect.ts";
import {
  callSite,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Assumption, Finding, Fix, Model, Step } from "../finding.ts";
import type { Dependence } from "./dependence.ts";
import { judge } from "./judgement.ts";
import { twice } from "./models.ts";

export interface Rewrite {
  readonly read: Effect;
  readonly write: Effect;
  readonly dependence: Dependence;
  /** The row or the key, as the user spells it. */
  readonly target: string;
  readonly doubts: readonly Assumption[];
  readonly fixes: readonly Fix[];
}

export function rewriteFinding(rewrite: Rewrite): Finding {
  const site = callSite(rewrite.write);
  return {
    rule: "require-version-check",
    ...judge({
      doubts: rewrite.doubts,
      beliefs: [
        { text: "Two requests for the same row can run at the same time." },
      ],
    }),
    message: messageOf(rewrite, site.text),
    location: locationOf(site),
    steps: stepsOf(rewrite),
    model,
    fixes: rewrite.fixes,
  };
}

interface Words {
  readonly does: string;
  readonly harm: string;
  readonly remedy: string;
}

const words: Readonly<Record<Dependence["kind"], Words>> = {
  computed: {
    does: "writes FIELD computed from what READ read",
    harm: "the later write erases the earlier one",
    remedy:
      "Let the database compute or compare: an atomic operator, or the version in the condition with a check that a row matched.",
  },
  decided: {
    does: "acts on FIELD as READ read it",
    harm: "both pass the check and both act",
    remedy:
      "Let the database compare: put the expected state into the condition, and check that a row matched.",
  },
  numbered: {
    does: "stores FIELD counted on from what READ read",
    harm: "both store the same number",
    remedy:
      "Let the database count: a sequence, or an atomic counter; or hold a lock around the read and the insert.",
  },
};

function messageOf({ read, dependence }: Rewrite, text: string): string {
  const field =
    dependence.field === undefined ? "a value" : `\`${dependence.field}\``;
  const { does, harm, remedy } = words[dependence.kind];
  const how = does
    .replace("FIELD", () => field)
    .replace("READ", () => `\`${read.site.text}\``);
  return `\`${text}\` ${how}, and nothing notices a write in between: of two requests that read the same value, ${harm}. ${remedy}`;
}

function stepsOf({
  read,
  write,
  target,
  dependence,
}: Rewrite): readonly Step[] {
  return [
    stepAt(read, "first request", `\`${read.site.text}\` reads it`, target),
    stepElsewhere(
      "second request",
      "reads it too",
      target,
      "both hold the same old value",
    ),
    stepElsewhere(
      "second request",
      "writes what it made of it",
      target,
      "the second request's change is stored",
    ),
    stepAt(
      write,
      "first request",
      `\`${write.site.text}\` writes what it made of the old value`,
      target,
      dependence.kind === "numbered"
        ? "two rows have the same number"
        : "the second request's change is lost",
    ),
  ];
}

const model: Model = {
  protocol: "lost-update",
  tasks: twice("request", [
    { op: "row.read", into: "row" },
    { op: "row.write", from: "row" },
  ]),
  invariant: "every request's change is in the row at the end",
};

export function targetOf(effect: Effect): string {
  if (effect.kind === "row") return describe(effect.entity);
  return "key" in effect ? describe(effect.key) : effect.site.text;
}
