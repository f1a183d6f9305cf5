/** Orders that end alike, counted together. */
import type { OutcomeClass, Verdict } from "./outcome.ts";
import type { Judged } from "./run/judge.ts";
import { encode } from "./schedule.ts";
import type { Choice } from "./schedule.ts";

interface Group {
  count: number;
  readonly verdict: Verdict;
  readonly state: Readonly<Record<string, string>>;
  shortest: readonly Choice[];
}

export class Classes {
  schedules = 0;
  violations = 0;
  readonly #groups = new Map<string, Group>();
  readonly #names: readonly string[];

  /** Of tasks of these names. */
  constructor(names: readonly string[]) {
    this.#names = names;
  }

  add({ verdict, state, key, choices }: Judged): void {
    this.schedules += 1;
    if (!verdict.holds) this.violations += 1;
    const group = this.#groups.get(key);
    if (!group) {
      this.#groups.set(key, {
        count: 1,
        verdict,
        state: state(),
        shortest: choices,
      });
      return;
    }
    group.count += 1;
    if (choices.length < group.shortest.length) group.shortest = choices;
  }

  /** A shortest bad order, the first of those that are as short. */
  get worst(): readonly Choice[] | undefined {
    return [...this.#groups.values()]
      .filter(({ verdict }) => !verdict.holds)
      .map(({ shortest }) => shortest)
      .sort((a, b) => a.length - b.length)[0];
  }

  list(): readonly OutcomeClass[] {
    const all = [...this.#groups.values()];
    return sortClasses(
      all.map(({ count, verdict, state, shortest }) => ({
        count,
        verdict,
        state,
        schedule: encode(shortest, this.#names),
      })),
    );
  }
}

/** Bad ones first, then the most frequent. */
export function sortClasses(
  classes: readonly OutcomeClass[],
): readonly OutcomeClass[] {
  const isBad = ({ verdict }: OutcomeClass) => (verdict.holds ? 0 : 1);
  return [...classes].sort((a, b) => isBad(b) - isBad(a) || b.count - a.count);
}
