/** How many orders of a finding's model are bad: counted by the explorer, once for each model. */
import {
  encode,
  exploreModel,
  modelActors,
  modelPointOfNoReturn,
  replayModel,
} from "@consistency-lint/explorer";
import type { Order, Outcome } from "@consistency-lint/explorer";
import type { Finding, Model } from "../finding.ts";

/** Of the complete orders of a model's steps. */
export interface Orders {
  readonly bad: number;
  readonly all: number;
  /** What a shortest bad order ends with; `undefined` when none is bad. */
  readonly reason?: string;
}

/** `undefined` where the model cannot be counted. */
export function ordersOf(model: Model): Orders | undefined {
  const outcome = outcomeOf(model);
  if (outcome.kind === "refused" || outcome.kind === "stopped")
    return undefined;
  const { violations: bad, schedules: all } = outcome;
  if (outcome.kind === "holds") return { bad, all };
  const { verdict } = outcome.witness;
  return { bad, all, ...(!verdict.holds && { reason: verdict.reason }) };
}

/** A bad order of the model. */
export interface BadOrder {
  readonly order: Order;
  /** Whether its steps are the finding's steps, one by one. */
  readonly isAligned: boolean;
  /**
   * The step, from 1, after which no order ends well any more, and one that
   * would have; nothing where every order is bad.
   */
  readonly noReturn?: { readonly step: number; readonly escape: string };
}

/** The order that the finding's steps tell; a shortest one where they tell more or less than the model. */
export function badOrderOf(finding: Finding): BadOrder | undefined {
  const outcome = outcomeOf(finding.model);
  if (outcome.kind !== "violated") return undefined;
  const told = toldOrder(finding);
  const order = told ?? outcome.witness;
  const point = modelPointOfNoReturn(finding.model, order.schedule);
  const found =
    point.kind === "found" && point.escape !== undefined
      ? { noReturn: { step: point.step, escape: point.escape } }
      : {};
  return { order, isAligned: told !== undefined, ...found };
}

/** The model's order with the same actors as the finding's steps, if it is bad. */
function toldOrder({ model, steps }: Finding): Order | undefined {
  const names = modelActors(model);
  const choices = steps.map(({ actor }) => ({
    actor: names.indexOf(actor),
    turn: "step" as const,
  }));
  if (choices.some(({ actor }) => actor < 0)) return undefined;
  const replayed = replayModel(model, encode(choices, names));
  return replayed.kind === "replayed" && !replayed.order.verdict.holds
    ? replayed.order
    : undefined;
}

const known = new Map<string, Outcome>();

/** Findings of one kind have equal models. */
function outcomeOf(model: Model): Outcome {
  const key = JSON.stringify(model);
  const outcome = known.get(key) ?? exploreModel(model);
  known.set(key, outcome);
  return outcome;
}
