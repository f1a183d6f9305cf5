/** When a bad order could not be saved any more. */
import { explore } from "./explore.ts";
import type { ExploreOptions } from "./explore.ts";
import type { OutcomeClass } from "./outcome.ts";
import type { Problem } from "./problem.ts";
import { replay } from "./replay.ts";
import type { Scenario } from "./scenario.ts";
import { completing } from "./strategies/completing.ts";

export type NoReturn =
  | {
      readonly kind: "found";
      /**
       * The number of the step, from 1, after which every way to go on is bad; 0
       * when every order is bad from the start.
       */
      readonly step: number;
      /** A good order that is the same up to the step before. */
      readonly escape: string | undefined;
    }
  | { readonly kind: "refused"; readonly problem: Problem };

/** Of a bad order, given as a schedule code. Tries the ways to go on, last step first. */
export async function pointOfNoReturn<World>(
  scenario: Scenario<World>,
  schedule: string,
  options: Pick<ExploreOptions, "limits"> = {},
): Promise<NoReturn> {
  const replayed = await replay(scenario, schedule, options);
  if (replayed.kind === "refused") return replayed;
  if (replayed.order.verdict.holds) return goodOrder(schedule);
  for (let kept = replayed.choices.length - 1; kept >= 0; kept -= 1) {
    const strategy = completing(replayed.choices.slice(0, kept));
    const outcome = await explore(scenario, { ...options, strategy });
    if (outcome.kind === "refused") return outcome;
    const escape = shortestGood(outcome.classes);
    if (escape !== undefined) return { kind: "found", step: kept + 1, escape };
  }
  return { kind: "found", step: 0, escape: undefined };
}

/** A good order has no such point. */
export function goodOrder(schedule: string): NoReturn {
  const text = `The order ${schedule} ends well: it has no point of no return. Give a bad one.`;
  return { kind: "refused", problem: { name: "schedule", text } };
}

/** The good class with the shortest order. */
export function shortestGood(
  classes: readonly OutcomeClass[],
): string | undefined {
  return classes
    .filter(({ verdict }) => verdict.holds)
    .map(({ schedule }) => schedule)
    .sort((a, b) => a.length - b.length)[0];
}
