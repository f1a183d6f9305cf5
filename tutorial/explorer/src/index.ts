/** The explorer: every order of the steps of a few tasks. */
export { callsAsSteps } from "./calls-as-steps.ts";
export type { CallsAsSteps, Client } from "./calls-as-steps.ts";
export { compareOrders } from "./compare.ts";
export type { Comparison } from "./compare.ts";
export { explore } from "./explore.ts";
export type { ExploreOptions } from "./explore.ts";
export { DEFAULT_LIMITS } from "./limits.ts";
export type { LimitReached, Limits } from "./limits.ts";
export { verdict } from "./model/meaning.ts";
export type { Meaning } from "./model/meaning.ts";
export { actorsOf as modelActors } from "./model/ends.ts";
export { exploreModel } from "./model/explore-model.ts";
export type { ModelOptions } from "./model/explore-model.ts";
export { modelPointOfNoReturn, replayModel } from "./model/replay-model.ts";
export type { Model, ModelTask, Operation } from "./model/operation.ts";
export { COLD, NO_ROW, WARM } from "./model/state.ts";
export type { State, Stores, Value } from "./model/state.ts";
export { pointOfNoReturn } from "./no-return.ts";
export type { NoReturn } from "./no-return.ts";
export type {
  Counts,
  Order,
  OrderStep,
  Outcome,
  OutcomeClass,
  Verdict,
} from "./outcome.ts";
export type { Problem, ProblemName } from "./problem.ts";
export { PROTOCOLS } from "./protocols/index.ts";
export type { Protocol } from "./protocols/protocol.ts";
export { replay } from "./replay.ts";
export type { Replayed } from "./replay.ts";
export { StepTimeout } from "./scenario.ts";
export type {
  Faults,
  Replication,
  Scenario,
  Step,
  StepOptions,
  Task,
  TaskEnd,
} from "./scenario.ts";
export { decode, encode } from "./schedule.ts";
export type { Choice, Turn } from "./schedule.ts";
export { exhaustive } from "./strategies/exhaustive.ts";
export { preemptionBounded } from "./strategies/preemption-bounded.ts";
export { randomPriorities } from "./strategies/random-priorities.ts";
export type { RandomPriorities } from "./strategies/random-priorities.ts";
export type { Strategy } from "./strategies/strategy.ts";
export { formatOrder, formatTable } from "./table.ts";
