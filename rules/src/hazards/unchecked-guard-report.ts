/** An unchecked guard in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import type { Effect } from "../analysis/effect.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Unmatched } from "../catalog/entry.ts";
import type { Finding, Model, Step } from "../finding.ts";
import type { Guard } from "./guarded-condition.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import type { RowNode } from "./same-row.ts";
import { twice } from "./models.ts";

export interface UncheckedGuard {
  readonly write: RowNode;
  readonly guard: Guard;
  /** What acts as though the write had changed its row; without one, success is answered. */
  readonly consequence: Effect | undefined;
}

export function uncheckedGuardFinding(found: UncheckedGuard): Finding {
  const { write, guard, consequence } = found;
  const site = callSite(write);
  const then = consequence
    ? `\`${callSite(consequence).text}\` acts all the same`
    : "the caller is told that it succeeded";
  return {
    rule: "require-conflict-handling",
    message: `\`${site.text}\` changes no row when \`${guard.column}\` has changed meanwhile, and nothing looks at what it answers: ${then}. ${remedyOf(write.unmatched)}`,
    location: locationOf(site),
    steps: stepsOf(found),
    model: modelOf(consequence),
    ...judge({
      doubts: [
        ...nameDoubts(
          "a database",
          write,
          ...(consequence ? [consequence] : []),
        ),
        ...doubtUnless(
          guard.kind === "version" && isProved(write),
          `That no row matches \`${guard.column}\` is not meant to be passed over in silence.`,
        ),
      ],
      beliefs: [
        { text: "Two requests for the same row can run at the same time." },
      ],
    }),
    fixes: [],
  };
}

function remedyOf(unmatched: Unmatched | undefined): string {
  switch (unmatched) {
    case "zero":
      return "Stop when it answers 0: another request was first.";
    case "null":
      return "Stop when it answers nothing: another request was first.";
    default:
      return "Stop when its count of rows is 0 (or its list of rows empty): another request was first. The answer itself is truthy either way.";
  }
}

function stepsOf({
  write,
  guard,
  consequence,
}: UncheckedGuard): readonly Step[] {
  const target = describe(write.entity);
  const last = consequence
    ? stepAt(
        consequence,
        "second request",
        `\`${consequence.site.text}\` runs as though it had`,
        consequence.kind === "row" ? describe(consequence.entity) : target,
        "done for a change that did not happen",
      )
    : stepElsewhere(
        "second request",
        "answers that it succeeded",
        target,
        "the second request's change is lost, and nobody knows",
      );
  return [
    stepElsewhere(
      "first request",
      `changes the row and \`${guard.column}\``,
      target,
    ),
    stepAt(
      write,
      "second request",
      `\`${write.site.text}\` matches no row`,
      target,
      "nothing changes",
    ),
    last,
  ];
}

function modelOf(consequence: Effect | undefined): Model {
  return {
    protocol: "unchecked-guard",
    tasks: twice("request", [
      { op: "row.write", from: null, guard: "unchecked" },
      { op: "effect.apply", name: consequence?.kind ?? "answer" },
    ]),
    invariant: "what follows a change happens only if the change happened",
  };
}
