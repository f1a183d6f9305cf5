/** Tries orders of a scenario's tasks, and says how many break its invariant. */
import { actorsOf } from "./actors.ts";
import { Classes } from "./classes.ts";
import { limitsOf, reached } from "./limits.ts";
import type { LimitReached, Limits } from "./limits.ts";
import type { Outcome } from "./outcome.ts";
import type { Problem } from "./problem.ts";
import { recordOrder } from "./record.ts";
import { judgeOrder } from "./run/judge.ts";
import type { Judged } from "./run/judge.ts";
import type { Complete, Ran, RunSetting, Subject } from "./run/setting.ts";
import { now, watch } from "./run/nondeterminism.ts";
import type { Watch } from "./run/nondeterminism.ts";
import { catchRejections } from "./run/rejections.ts";
import { diverged, runInWorld } from "./run/world.ts";
import type { Scenario } from "./scenario.ts";
import type { Choice } from "./schedule.ts";
import { exhaustive } from "./strategies/exhaustive.ts";
import type { Strategy } from "./strategies/strategy.ts";

export interface ExploreOptions {
  /** Which orders are tried; without it, all. */
  readonly strategy?: Strategy;
  readonly limits?: Partial<Limits>;
  /** Ends the search at the first bad order. */
  readonly stopAtFirst?: boolean;
}

/**
 * Runs the tasks anew for each order. Asynchronous tasks, real stores and any
 * other code will do, as long as the same choices lead to the same steps.
 */
export async function explore<World>(
  scenario: Scenario<World>,
  options: ExploreOptions = {},
): Promise<Outcome> {
  const limits = limitsOf(options.limits);
  const found = actorsOf(scenario);
  if ("problem" in found) return refusal(found.problem);
  const { actors } = found;
  const watcher = watch(scenario.allow);
  const rejections = catchRejections();
  try {
    const search = new Search({ scenario, actors, limits }, options, watcher);
    const outcome = await search.run();
    // A task that loops for ever would keep the rejections from being told.
    if (outcome.kind === "refused") return outcome;
    const late = await rejections.first(actors);
    return late ? refusal(late) : outcome;
  } finally {
    rejections.stop();
    watcher.stop();
  }
}

function refusal(problem: Problem): Outcome {
  return { kind: "refused", schedules: 0, violations: 0, classes: [], problem };
}

class Search<World> {
  readonly #setting: RunSetting<World>;
  readonly #stopAtFirst: boolean;
  readonly #watcher: Watch;
  readonly #classes: Classes;
  readonly #deadline: number;
  #breath = now();
  /** When the present order began. */
  #time = now();
  #first: { readonly choices: readonly Choice[]; text?: string } | undefined;

  constructor(
    subject: Subject<World>,
    { strategy = exhaustive(), stopAtFirst = false }: ExploreOptions,
    watcher: Watch,
  ) {
    // The same properties as in `recordOrder`: one shape runs faster than two.
    const { scenario, actors, limits } = subject;
    this.#setting = {
      scenario,
      actors,
      limits,
      strategy,
      isCareful: false,
      onStep: undefined,
    };
    this.#stopAtFirst = stopAtFirst;
    this.#watcher = watcher;
    this.#classes = new Classes(subject.actors.map(({ name }) => name));
    this.#deadline = now() + subject.limits.milliseconds;
  }

  async run(): Promise<Outcome> {
    const { strategy } = this.#setting;
    while (strategy.begin()) {
      const limit = this.#limit();
      if (limit) return this.#ended(limit);
      const ran = await runInWorld(this.#setting, judgeOrder);
      const ended = this.#count(ran);
      if (ended) return ended;
      if (this.#classes.schedules === 1) {
        const problem = await this.#problemInFirst(ran);
        if (problem) return this.#refuse(problem);
      }
      if (this.#time - this.#breath > BREATH) await this.#breathe();
    }
    return this.#ended(strategy.leftOut());
  }

  #limit(): LimitReached | undefined {
    const { schedules, milliseconds } = this.#setting.limits;
    if (this.#classes.schedules >= schedules)
      return reached("schedules", schedules);
    this.#time = now();
    return this.#time >= this.#deadline
      ? reached("milliseconds", milliseconds)
      : undefined;
  }

  /** Counts an order; an outcome when the search ends with it. */
  #count(ran: Tried): Outcome | Promise<Outcome> | undefined {
    if (ran.kind === "stopped") return this.#ended(ran.limit);
    if (ran.kind === "refused") return this.#refuse(ran.problem);
    const leak = this.#watcher.problem();
    if (leak) return this.#refuse(leak);
    this.#classes.add(ran);
    return this.#stopAtFirst && !ran.verdict.holds
      ? this.#ended(reached("stopAtFirst", this.#classes.schedules))
      : undefined;
  }

  /** What goes wrong when the first order is run twice more. It is kept for the end. */
  async #problemInFirst(ran: Tried): Promise<Problem | undefined> {
    if (ran.kind !== "judged") return undefined;
    this.#first = { choices: ran.choices };
    return (await this.#repeatFirst()) ?? (await this.#repeatFirst());
  }

  /** Runs the first order again: all that can be seen of it must be the same. */
  async #repeatFirst(): Promise<Problem | undefined> {
    const first = this.#first;
    if (!first) return undefined;
    const recorded = await recordOrder(this.#setting, first.choices);
    if (recorded.kind === "refused")
      return recorded.problem.name === "schedule" ? diverged : recorded.problem;
    const text = JSON.stringify(recorded.order);
    first.text ??= text;
    return first.text === text ? undefined : diverged;
  }

  /** Lets timers and requests of others have their turn now and then. */
  async #breathe(): Promise<void> {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#breath = now();
  }

  async #ended(limit: LimitReached | undefined): Promise<Outcome> {
    const { worst } = this.#classes;
    const problem = await this.#repeatFirst();
    if (problem) return this.#refuse(problem);
    if (worst) return this.#violated(worst, limit);
    const counts = this.#counts();
    return limit
      ? { kind: "stopped", ...counts, limit }
      : { kind: "holds", ...counts };
  }

  async #violated(
    worst: readonly Choice[],
    limit: LimitReached | undefined,
  ): Promise<Outcome> {
    const recorded = await recordOrder(this.#setting, worst);
    if (recorded.kind === "refused") return this.#refuse(recorded.problem);
    const { order } = recorded;
    if (order.verdict.holds) return this.#refuse(diverged);
    const counts = this.#counts();
    return {
      kind: "violated",
      ...counts,
      witness: order,
      ...(limit && { limit }),
    };
  }

  #refuse(problem: Problem): Outcome {
    return { kind: "refused", ...this.#counts(), problem };
  }

  #counts() {
    const { schedules, violations } = this.#classes;
    return { schedules, violations, classes: this.#classes.list() };
  }
}

type Tried = Judged | Exclude<Ran, Complete>;

/** Milliseconds of work between two breaths. */
const BREATH = 20;
