/** How orders end: counted, grouped, and each with a shortest representative. */
import { actionOf, actorAt, columnsOf, waitingIn } from "./describe.ts";
import type { Meaning } from "./meaning.ts";
import { movesIn, prepare } from "./moves.ts";
import type { Move } from "./moves.ts";
import type { Model } from "./operation.ts";
import { REPLICATION } from "../actors.ts";
import { sortClasses } from "../classes.ts";
import type { Order, OrderStep, OutcomeClass, Verdict } from "../outcome.ts";
import { encode } from "../schedule.ts";
import type { Choice } from "../schedule.ts";
import type { State } from "./state.ts";

/** The moves from a state to an end; ends share their tails. */
interface Path {
  readonly move: Move;
  readonly rest: Path | undefined;
}

/** The orders that end in one way. */
export interface End {
  readonly count: number;
  readonly verdict: Verdict;
  readonly state: State;
  /** Steps of the shortest. */
  readonly length: number;
  readonly path: Path | undefined;
}

/** All orders from one state. */
export interface Ends {
  readonly orders: number;
  readonly bad: number;
  readonly byEnd: ReadonlyMap<string, End>;
}

/** Of a state in which nobody can go on. */
export function endOf(state: State, model: Model, meaning: Meaning): Ends {
  const verdict = verdictOn(state, model, meaning);
  const key = JSON.stringify([verdict, observable(state, model)]);
  const end = { count: 1, verdict, state, length: 0, path: undefined };
  return {
    orders: 1,
    bad: verdict.holds ? 0 : 1,
    byEnd: new Map([[key, end]]),
  };
}

/** What can be told of an end: what the stores show, and how each task ended. */
function observable(state: State, { tasks }: Model): unknown {
  return [columnsOf(state, tasks), state.tasks.map(({ end }) => end)];
}

export function verdictOn(
  state: State,
  model: Model,
  meaning: Meaning,
): Verdict {
  const isStuck = state.tasks.some(({ end }) => end === "running");
  if (!isStuck) return meaning.test(state);
  const waiting = waitingIn(movesIn(state, prepare(model)), model.tasks);
  return { holds: false, reason: `deadlock: ${waiting.join("; ")}` };
}

/** Adds up what each move leads to. */
export function mergeEnds(branches: readonly (readonly [Move, Ends])[]): Ends {
  const byEnd = new Map<string, End>();
  let orders = 0;
  let bad = 0;
  for (const [move, ends] of branches) {
    orders += ends.orders;
    bad += ends.bad;
    for (const [key, end] of ends.byEnd)
      byEnd.set(key, joined(byEnd.get(key), end, move));
  }
  return { orders, bad, byEnd };
}

/** Of two shortest ways the first is kept, so that the result is always the same. */
function joined(before: End | undefined, end: End, move: Move): End {
  const count = (before?.count ?? 0) + end.count;
  const length = end.length + 1;
  if (before && before.length <= length) return { ...before, count };
  return { ...end, count, length, path: { move, rest: end.path } };
}

export function shortestBad({ byEnd }: Ends): End | undefined {
  const bad = [...byEnd.values()].filter(({ verdict }) => !verdict.holds);
  return bad.sort((a, b) => a.length - b.length)[0];
}

export function classesOf(
  { byEnd }: Ends,
  model: Model,
): readonly OutcomeClass[] {
  return sortClasses(
    [...byEnd.values()].map((end) => ({
      count: end.count,
      verdict: end.verdict,
      state: columnsOf(end.state, model.tasks),
      schedule: encode(choicesOf(end), actorsOf(model)),
    })),
  );
}

/** An end's shortest order, step by step. */
export function orderOf(end: End, model: Model): Order {
  return {
    schedule: encode(choicesOf(end), actorsOf(model)),
    steps: movesOf(end).map((move) => stepOf(move, model)),
    verdict: end.verdict,
  };
}

/** One move as a step of an order. */
export function stepOf(move: Move, model: Model): OrderStep {
  return {
    actor: actorAt(model.tasks, move.actor),
    action: actionOf(move),
    turn: move.kind === "crash" ? "crash" : "step",
    state: columnsOf(move.to, model.tasks),
    waiting: waitingIn(movesIn(move.to, prepare(model)), model.tasks),
  };
}

function movesOf({ path }: End): readonly Move[] {
  const moves: Move[] = [];
  for (let at = path; at; at = at.rest) moves.push(at.move);
  return moves;
}

function choicesOf(end: End): readonly Choice[] {
  return movesOf(end).map(choiceOf);
}

/** A move as a schedule code names it. */
export function choiceOf({ actor, kind }: Move): Choice {
  return { actor, turn: kind === "crash" ? "crash" : "step" };
}

/** The names that a model's schedule codes speak of. */
export function actorsOf(model: Model): readonly string[] {
  const names = model.tasks.map(({ actor }) => actor);
  return prepare(model).hasReplica ? [...names, REPLICATION] : names;
}
