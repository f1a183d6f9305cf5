/**
 * Explores a model as a graph: equal states are merged, and orders are counted
 * along the paths, so that the count is exact without any order being run twice.
 */
import { classesOf, endOf, mergeEnds, orderOf, shortestBad } from "./ends.ts";
import type { Ends } from "./ends.ts";
import { limitsOf, reached } from "../limits.ts";
import type { Limits } from "../limits.ts";
import type { Meaning } from "./meaning.ts";
import { movesIn, prepare } from "./moves.ts";
import type { Prepared } from "./moves.ts";
import type { Model } from "./operation.ts";
import type { Outcome } from "../outcome.ts";
import type { Problem, ProblemName } from "../problem.ts";
import { meaningOf, protocolNames } from "../protocols/index.ts";
import { MOST_ACTORS } from "../schedule.ts";
import { startOf } from "./state.ts";
import type { State } from "./state.ts";

export interface ModelOptions {
  readonly limits?: Partial<Pick<Limits, "states" | "milliseconds">>;
  /** Start and invariant; without it, those of the model's protocol. */
  readonly meaning?: Meaning;
}

/** Counts every order of a model, and finds a shortest one that breaks it. */
export function exploreModel(
  model: Model,
  options: ModelOptions = {},
): Outcome {
  const understood = understand(model, options);
  if ("problem" in understood)
    return { kind: "refused", ...nothing, ...understood };
  return exploreFrom(startIn(understood), understood);
}

/** A model that can be explored, with all that is needed for it. */
export interface Understood {
  readonly model: Model;
  readonly meaning: Meaning;
  readonly prepared: Prepared;
  readonly limits: Limits;
}

export function understand(
  model: Model,
  options: ModelOptions,
): Understood | { readonly problem: Problem } {
  const meaning = options.meaning ?? meaningOf(model.protocol);
  if (!meaning) return { problem: unknownProtocol(model) };
  const problem = problemOf(model);
  if (problem) return { problem };
  const limits = limitsOf(options.limits);
  return { model, meaning, prepared: prepare(model), limits };
}

export function startIn({ prepared, meaning }: Understood): State {
  return startOf(prepared.operations, meaning.start);
}

/** Every way to go on from a state. Its schedules begin there. */
export function exploreFrom(state: State, understood: Understood): Outcome {
  const search = new Search(understood);
  try {
    return outcomeOf(search.endsFrom(state), understood.model);
  } catch (error) {
    if (error instanceof Stop) return error.outcome;
    throw error;
  }
}

const nothing = { schedules: 0, violations: 0, classes: [] } as const;

function outcomeOf(ends: Ends, model: Model): Outcome {
  const counts = {
    schedules: ends.orders,
    violations: ends.bad,
    classes: classesOf(ends, model),
  };
  const worst = shortestBad(ends);
  if (!worst) return { kind: "holds", ...counts };
  const witness = orderOf(worst, model);
  return { kind: "violated", ...counts, witness };
}

/** Ends the search early. */
class Stop extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

class Search {
  readonly #model: Model;
  readonly #meaning: Meaning;
  readonly #prepared: Prepared;
  readonly #limits: Limits;
  readonly #deadline: number;
  readonly #known = new Map<string, Ends>();

  constructor({ model, meaning, prepared, limits }: Understood) {
    this.#model = model;
    this.#meaning = meaning;
    this.#prepared = prepared;
    this.#limits = limits;
    this.#deadline = performance.now() + limits.milliseconds;
  }

  /** All ways to end from a state. Recursion is as deep as the longest order. */
  endsFrom(state: State): Ends {
    const key = JSON.stringify(state);
    const known = this.#known.get(key);
    if (known) return known;
    this.#checkLimits();
    const { moves } = movesIn(state, this.#prepared);
    const ends =
      moves.length === 0
        ? endOf(state, this.#model, this.#meaning)
        : mergeEnds(moves.map((move) => [move, this.endsFrom(move.to)]));
    if (!Number.isSafeInteger(ends.orders)) throw new Stop(uncountable);
    this.#known.set(key, ends);
    return ends;
  }

  #checkLimits(): void {
    const { states, milliseconds } = this.#limits;
    if (this.#known.size >= states) throw new Stop(stopped("states", states));
    if (performance.now() > this.#deadline)
      throw new Stop(stopped("milliseconds", milliseconds));
  }
}

function stopped(name: keyof Limits, value: number): Outcome {
  return { kind: "stopped", ...nothing, limit: reached(name, value) };
}

const uncountable: Outcome = refused(
  "too-many-orders",
  "There are more orders than a number can count exactly. Explore fewer or shorter tasks.",
);

function refused(name: ProblemName, text: string): Outcome {
  return { kind: "refused", ...nothing, problem: { name, text } };
}

function problemOf({ tasks }: Model): Problem | undefined {
  if (tasks.length === 0)
    return {
      name: "no-tasks",
      text: "The model has no tasks. Give it one or more.",
    };
  // One letter is left for the replication.
  if (tasks.length >= MOST_ACTORS)
    return {
      name: "too-many-tasks",
      text: `The model has ${tasks.length} tasks. At most ${MOST_ACTORS - 1} can be told apart.`,
    };
  return undefined;
}

function unknownProtocol({ protocol }: Model): Problem {
  return {
    name: "unknown-protocol",
    text: `Nothing is known of the protocol "${protocol}". Pass its meaning, or use one of ${protocolNames().join(", ")}.`,
  };
}
