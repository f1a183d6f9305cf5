/** Whether a complete order ended well. */
import type { Verdict } from "../outcome.ts";
import type { Problem } from "../problem.ts";
import type { Complete, RunSetting } from "./setting.ts";
import type { Scenario, TaskEnd } from "../scenario.ts";
import type { Choice } from "../schedule.ts";
import { columnsOf, textOf } from "./columns.ts";
import { isPromise } from "./task-run.ts";

/** A complete order, judged. */
export interface Judged {
  readonly kind: "judged";
  readonly choices: readonly Choice[];
  readonly verdict: Verdict;
  /** What the world shows at the end. */
  readonly state: () => Readonly<Record<string, string>>;
  /** Equal for orders that end alike. */
  readonly key: string;
  readonly ends: () => Ends;
}

export function judgeOrder<World>(
  { choices, ends }: Complete,
  world: World,
  { scenario, actors }: RunSetting<World>,
): Judgement | Promise<Judgement> {
  const byName = () => endsByName(ends, actors);
  const judged = (verdict: Verdict | Problem): Judgement =>
    "name" in verdict
      ? { kind: "refused", problem: verdict }
      : {
          kind: "judged",
          choices,
          verdict,
          state: () => columnsOf(scenario, world),
          key: keyOf(verdict, ends, textOf(scenario, world)),
          ends: byName,
        };
  const stuck = ends.every(hasReturned)
    ? undefined
    : (deadlockOf(ends, actors) ?? errorOf(ends, actors));
  if (stuck) return judged(stuck);
  const asked = askInvariant(scenario, world, byName);
  return asked instanceof Promise ? asked.then(judged) : judged(asked);
}

function keyOf(
  verdict: Verdict,
  ends: readonly TaskEnd[],
  shown: string,
): string {
  let key = verdict.holds ? shown : `${verdict.reason}\0${shown}`;
  if (ends.every(hasReturned)) return key;
  for (const { kind } of ends) key += `\0${kind}`;
  return key;
}

function hasReturned({ kind }: TaskEnd): boolean {
  return kind === "returned";
}

type Judgement =
  Judged | { readonly kind: "refused"; readonly problem: Problem };

function deadlockOf(
  ends: readonly TaskEnd[],
  actors: RunSetting<never>["actors"],
): Verdict | undefined {
  if (!ends.some(({ kind }) => kind === "blocked")) return undefined;
  const waiting = ends.flatMap((end, index) =>
    end.kind === "blocked"
      ? [`${String(actors[index]?.name)} ${end.reason}`]
      : [],
  );
  return { holds: false, reason: `deadlock: ${waiting.join("; ")}` };
}

function errorOf(
  ends: readonly TaskEnd[],
  actors: RunSetting<never>["actors"],
): Verdict | undefined {
  const index = ends.findIndex(
    ({ kind }, place) => kind === "threw" && !actors[place]?.mayThrow,
  );
  const end = ends[index];
  return end?.kind === "threw"
    ? {
        holds: false,
        reason: `${String(actors[index]?.name)} threw ${messageOf(end.error)}`,
      }
    : undefined;
}

/** An error in one line. */
function messageOf(error: unknown): string {
  return String(error).split("\n", 1)[0] ?? "";
}

type Ends = Readonly<Record<string, TaskEnd>>;

function endsByName(
  ends: readonly TaskEnd[],
  actors: RunSetting<never>["actors"],
): Ends {
  return Object.fromEntries(
    ends.map((end, index) => [actors[index]?.name ?? "", end]),
  );
}

/** An invariant with one parameter does not ask how the tasks ended. */
const NOT_ASKED: Ends = {};

function askInvariant<World>(
  { invariant }: Scenario<World>,
  world: World,
  byName: () => Ends,
): Verdict | Problem | Promise<Verdict | Problem> {
  try {
    const ends = invariant.length === 1 ? NOT_ASKED : byName();
    const answer: unknown = invariant(world, ends);
    if (!isPromise(answer)) return verdictOf(answer);
    return Promise.resolve(answer).then(verdictOf, thrown);
  } catch (error) {
    return thrown(error);
  }
}

function thrown(error: unknown): Verdict {
  return { holds: false, reason: `the invariant threw ${messageOf(error)}` };
}

function verdictOf(answer: unknown): Verdict | Problem {
  if (answer === true) return HOLDS;
  if (typeof answer === "string") return { holds: false, reason: answer };
  return {
    name: "invariant-answer",
    text: `The invariant answered ${String(answer)}. Let it return true, or a sentence that says what is wrong; an assertion that throws will do, if true is returned after it.`,
  };
}

const HOLDS: Verdict = { holds: true };
