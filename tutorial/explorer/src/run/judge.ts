/** Whether a complete order ended well. */
import type { Verdict } from "../outcome.ts";
import type { Problem } from "../problem.ts";
import type { Ran, RunSetting } from "./run.ts";
import type { Scenario, TaskEnd } from "../scenario.ts";
import type { Choice } from "../schedule.ts";
import { columnsOf } from "./columns.ts";
import { isPromise } from "./task-run.ts";

type Complete = Extract<Ran, { readonly kind: "complete" }>;

/** A complete order, judged. */
export interface Judged {
  readonly kind: "judged";
  readonly choices: readonly Choice[];
  readonly verdict: Verdict;
  /** What the world shows at the end. */
  readonly state: Readonly<Record<string, string>>;
  readonly ends: Readonly<Record<string, TaskEnd>>;
}

export function judgeOrder<World>(
  { choices, ends }: Complete,
  world: World,
  { scenario, actors }: RunSetting<World>,
): Judgement | Promise<Judgement> {
  const byName: Record<string, TaskEnd> = {};
  ends.forEach((end, index) => {
    byName[actors[index]?.name ?? ""] = end;
  });
  const judged = (verdict: Verdict | Problem): Judgement =>
    "name" in verdict
      ? { kind: "refused", problem: verdict }
      : {
          kind: "judged",
          choices,
          verdict,
          state: columnsOf(scenario, world),
          ends: byName,
        };
  const stuck = deadlockOf(ends, actors) ?? errorOf(ends, actors);
  if (stuck) return judged(stuck);
  const asked = askInvariant(scenario, world, byName);
  return asked instanceof Promise ? asked.then(judged) : judged(asked);
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

function askInvariant<World>(
  { invariant }: Scenario<World>,
  world: World,
  ends: Readonly<Record<string, TaskEnd>>,
): Verdict | Problem | Promise<Verdict | Problem> {
  try {
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
