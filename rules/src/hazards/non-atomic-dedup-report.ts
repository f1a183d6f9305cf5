/** A dedup in two steps in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding, Model, Step } from "../finding.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import type { TwoStepDedup } from "./non-atomic-dedup.ts";
import { twice } from "./models.ts";

export function nonAtomicDedupFinding(dedup: TwoStepDedup): Finding {
  const { check, effect, repeat, setting, certain } = dedup;
  const site = callSite(check);
  return {
    rule: "require-atomic-dedup",
    message: `\`${site.text}\` looks for a marker that \`${setting.site.text}\` sets only later: two deliveries at the same time both find nothing, and \`${effect.site.text}\` ${repeat.what} twice. ${remedies[check.kind]}`,
    location: locationOf(site),
    steps: stepsOf(dedup),
    model,
    ...judge({
      doubts: [
        ...nameDoubts("a marker's lookup", check),
        ...nameDoubts("the setting of a marker", setting),
        ...doubtUnless(
          certain,
          `\`${effect.site.text}\` ${repeat.what}, judged by its name or its data.`,
        ),
      ],
      beliefs: [
        {
          text: "The same message or request can arrive twice at the same time.",
        },
      ],
    }),
    fixes: [],
  };
}

const remedies = {
  "cache-read":
    "Claim the marker in one step and look at the answer: `SET` with `NX`, or the number that `SADD` returns.",
  row: "Claim the marker in one step: insert it under a unique key in the same transaction, or update it with the expected state in the condition and look at the count.",
} as const;

function stepsOf({
  check,
  effect,
  repeat,
  setting,
}: TwoStepDedup): readonly Step[] {
  const marker =
    check.kind === "row" ? describe(check.entity) : describe(check.key);
  return [
    stepAt(
      check,
      "first delivery",
      `\`${check.site.text}\` finds no marker`,
      marker,
    ),
    stepElsewhere("second delivery", "looks too and finds no marker", marker),
    stepAt(
      effect,
      "first delivery",
      `\`${effect.site.text}\` ${repeat.what}`,
      effect.site.text,
      "done once",
    ),
    stepAt(
      setting,
      "first delivery",
      `\`${setting.site.text}\` sets the marker`,
      marker,
    ),
    stepElsewhere(
      "second delivery",
      `${repeat.what} again`,
      effect.site.text,
      "done twice",
    ),
  ];
}

const model: Model = {
  protocol: "check-then-mark",
  tasks: twice("delivery", [
    { op: "marker.check" },
    { op: "effect.apply", name: "effect" },
    { op: "marker.set" },
  ]),
  invariant: "the effect happens once for one message",
};
