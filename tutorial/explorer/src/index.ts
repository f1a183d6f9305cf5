/** The explorer: every order of the steps of a few tasks. */
export { DEFAULT_LIMITS } from "./limits.ts";
export type { LimitReached, Limits } from "./limits.ts";
export { verdict } from "./model/meaning.ts";
export type { Meaning } from "./model/meaning.ts";
export { exploreModel } from "./model/explore-model.ts";
export type { ModelOptions } from "./model/explore-model.ts";
export type { Model, ModelTask, Operation } from "./model/operation.ts";
export { COLD, NO_ROW, WARM } from "./model/state.ts";
export type { State, Stores, Value } from "./model/state.ts";
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
export { decode, encode } from "./schedule.ts";
export type { Choice, Turn } from "./schedule.ts";
export { formatOrder, formatTable } from "./table.ts";
