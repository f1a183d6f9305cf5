/**
 * Which parts of a file can hold what certain findings need. The others are
 * not analysed: most code of a project does nothing that a hazard asks for.
 */
import type { Project } from "../project/project.ts";
import type { Catalogue } from "../analysis/catalogue-index.ts";
import { both, nothing, setOf, shareTable } from "./ability.ts";
import type { Abilities, Doings } from "./ability.ts";
import { AtHand } from "./at-hand.ts";
import { CallNames } from "./call-names.ts";
import type { Needs } from "./needs.ts";
import type { Unit } from "./outline.ts";
import { Reach } from "./reach.ts";
import { Sources } from "./sources.ts";
import type { Source } from "./sources.ts";

/** Offsets in a file's text, end exclusive, in source order. */
export type Parts = readonly (readonly [number, number])[];

export class Gate {
  readonly #sources: Sources;
  readonly #reach: Reach;

  constructor(project: Project, catalogue: Catalogue) {
    const names = new CallNames(catalogue);
    this.#sources = new Sources(project);
    const atHand = new AtHand(this.#sources, names);
    this.#reach = new Reach(this.#sources, names, atHand);
  }

  /** The parts of a file in which one of the needs can be met. */
  parts(path: string, text: string, needs: readonly Needs[]): Parts {
    const source = this.#sources.of(path, text);
    const again = this.#reach.isRedelivered(source) ? setOf("redelivery") : 0;
    const wanted = needs.map((need) => toWanted(need));
    return source.outline.units
      .filter((unit) => {
        const possible = wanted.filter((need) => mayBeMet(need, unit, again));
        if (possible.length === 0) return false;
        const calls = this.#doingsIn(source, unit);
        const all = calls.reduce(both, { ...nothing, can: again });
        return possible.some((need) => isMet(need, calls, all));
      })
      .map(({ start, end }) => [start, end]);
  }

  #doingsIn(source: Source, unit: Unit): readonly Doings[] {
    return unit.mentions
      .map((mention) => this.#reach.ofMention(source, unit, mention))
      .filter(({ can }) => can !== 0);
  }

  /** Absolute paths of the files whose text may have decided about a file. */
  filesBehind(path: string): Iterable<string> {
    return this.#sources.behind(path);
  }
}

interface Wanted extends Pick<Needs, "apart" | "sameTable"> {
  readonly lists: readonly Abilities[];
}

function toWanted({ all, ...rest }: Needs): Wanted {
  return { lists: all.map((list) => setOf(...list)), ...rest };
}

/** What can be told without knowing what the calls do. Code that waits for nothing is followed where it is run again. */
function mayBeMet({ apart }: Wanted, unit: Unit, given: Abilities): boolean {
  return unit.waits || (!apart && given !== 0);
}

function isMet(
  { lists, apart, sameTable }: Wanted,
  calls: readonly Doings[],
  all: Doings,
): boolean {
  if (!lists.every((list) => (all.can & list) !== 0)) return false;
  if (!apart) return true;
  return areApart(calls, lists[0] ?? 0, lists.at(-1) ?? 0, sameTable);
}

/** Whether one call can do the first, and a later one the last, to rows of one table. */
function areApart(
  calls: readonly Doings[],
  first: Abilities,
  last: Abilities,
  sameTable = false,
): boolean {
  return calls.some(
    (before, at) =>
      (before.can & first) !== 0 &&
      calls.some(
        (after, later) =>
          later > at &&
          (after.can & last) !== 0 &&
          (!sameTable || shareTable(before, after)),
      ),
  );
}
