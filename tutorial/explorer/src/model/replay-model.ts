/** One order of a model, and when it could not be saved any more. */
import { actorsOf, choiceOf, stepOf, verdictOn } from "./ends.ts";
import { exploreFrom, startIn, understand } from "./explore-model.ts";
import type { ModelOptions, Understood } from "./explore-model.ts";
import { movesIn } from "./moves.ts";
import type { Move } from "./moves.ts";
import type { Model } from "./operation.ts";
import { goodOrder, shortestGood } from "../no-return.ts";
import type { NoReturn } from "../no-return.ts";
import type { Order } from "../outcome.ts";
import type { Problem } from "../problem.ts";
import { misfitText, tooLongText } from "../misfit.ts";
import { decode, encode } from "../schedule.ts";
import type { Choice } from "../schedule.ts";

/** The order of a schedule code, or why the code does not fit the model. */
export function replayModel(
  model: Model,
  schedule: string,
  options: ModelOptions = {},
):
  | { readonly kind: "replayed"; readonly order: Order }
  | { readonly kind: "refused"; readonly problem: Problem } {
  const followed = follow(model, schedule, options);
  if ("problem" in followed) return { kind: "refused", ...followed };
  return { kind: "replayed", order: followed.order };
}

/** Of a bad order of a model, given as a schedule code. */
export function modelPointOfNoReturn(
  model: Model,
  schedule: string,
  options: ModelOptions = {},
): NoReturn {
  const followed = follow(model, schedule, options);
  if ("problem" in followed) return { kind: "refused", ...followed };
  const { moves, understood, order } = followed;
  if (order.verdict.holds) return goodOrder(schedule);
  for (let kept = moves.length - 1; kept >= 0; kept -= 1) {
    const state = moves[kept - 1]?.to ?? startIn(understood);
    const outcome = exploreFrom(state, understood);
    if (outcome.kind === "refused") return outcome;
    const escape = shortestGood(outcome.classes);
    if (escape === undefined) continue;
    const beginning = moves.slice(0, kept).map(choiceOf);
    const names = actorsOf(model);
    return {
      kind: "found",
      step: kept + 1,
      escape: encode(beginning, names) + escape,
    };
  }
  return { kind: "found", step: 0, escape: undefined };
}

interface Followed {
  readonly understood: Understood;
  readonly moves: readonly Move[];
  readonly order: Order;
}

function follow(
  model: Model,
  schedule: string,
  options: ModelOptions,
): Followed | { readonly problem: Problem } {
  const understood = understand(model, options);
  if ("problem" in understood) return understood;
  const names = actorsOf(model);
  const read = decode(schedule, names);
  if ("problem" in read) return misfit(read.problem);
  const moves: Move[] = [];
  for (let place = 0; ; place += 1) {
    const state = moves.at(-1)?.to ?? startIn(understood);
    const possible = movesIn(state, understood.prepared).moves;
    if (possible.length === 0 && place < read.order.length)
      return misfit(tooLongText(place, read.order.length));
    if (possible.length === 0) {
      const verdict = verdictOn(state, model, understood.meaning);
      const steps = moves.map((move) => stepOf(move, model));
      return { understood, moves, order: { schedule, steps, verdict } };
    }
    const wanted = read.order[place];
    const move = possible.find((one) => isSame(choiceOf(one), wanted));
    const choices = possible.map(choiceOf);
    if (!move) return misfit(misfitText(place, wanted, choices, names));
    moves.push(move);
  }
}

function isSame(one: Choice, other: Choice | undefined): boolean {
  return one.actor === other?.actor && one.turn === other.turn;
}

function misfit(text: string): { readonly problem: Problem } {
  return { problem: { name: "schedule", text } };
}
