/**
 * How sure a finding is, decided in one place for every rule: it is certain
 * when nothing is in doubt.
 */
import type { Effect } from "../analysis/effect.ts";
import type { Assumption, Finding } from "../finding.ts";

export interface Grounds {
  /** What could be otherwise, so that the finding is possible only. */
  readonly doubts: readonly Assumption[];
  /** What is taken for granted all the same: "two requests can run at once". */
  readonly beliefs?: readonly Assumption[];
}

/** A finding's certainty, with the assumptions that explain it. */
export function judge({
  doubts,
  beliefs = [],
}: Grounds): Pick<Finding, "certainty" | "assumptions"> {
  return {
    certainty: doubts.length === 0 ? "certain" : "possible",
    assumptions: [...doubts, ...beliefs],
  };
}

/** A doubt for each effect that only its name tells: `role` is what it is taken for ("a cache"). */
export function nameDoubts(
  role: string,
  ...effects: readonly Effect[]
): readonly Assumption[] {
  const names = new Set(
    effects.flatMap(({ evidence }) =>
      evidence.by === "name" ? [evidence.name] : [],
    ),
  );
  return [...names].map((name) => ({
    text: `\`${name}\` is ${role}, judged by its name.`,
    setting: "stores",
  }));
}

/** A doubt where a condition fails; nothing where it holds. */
export function doubtUnless(
  holds: boolean,
  text: string,
  setting?: string,
): readonly Assumption[] {
  if (holds) return [];
  return [{ text, ...(setting !== undefined && { setting }) }];
}
