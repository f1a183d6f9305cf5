/**
 * Which parts of a file can hold what certain findings need. The others are
 * not analysed: most code of a project does nothing that a hazard asks for.
 */
import type { Project } from "../project/project.ts";
import type { Catalogue } from "../analysis/catalogue-index.ts";
import { both, nothing, setOf } from "./ability.ts";
import type { Abilities, Doings } from "./ability.ts";
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
    this.#sources = new Sources(project, names);
    this.#reach = new Reach(this.#sources, names);
  }

  /** The parts of a file in which one of the needs can be met. */
  parts(path: string, text: string, needs: readonly Needs[]): Parts {
    const source = this.#sources.of(path, text);
    if (this.#sources.librariesOf(source) === 0n) return [];
    const again = this.#reach.isRedelivered(source) ? setOf("redelivery") : 0;
    const wanted = needs.map((need) => toWanted(need));
    return source.outline.units
      .filter((unit) => {
        const calls = this.#doingsIn(source, unit);
        const all = calls.reduce(both, { ...nothing, can: again });
        return wanted.some((need) => isMet(need, unit, calls, all));
      })
      .map(({ start, end }) => [start, end]);
  }

  #doingsIn(source: Source, { mentions }: Unit): readonly Doings[] {
    return mentions
      .map((mention) => this.#reach.ofMention(source, mention))
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

function isMet(
  { lists, apart, sameTable }: Wanted,
  unit: Unit,
  calls: readonly Doings[],
  all: Doings,
): boolean {
  if (!lists.every((list) => (all.can & list) !== 0)) return false;
  if (sameTable && (all.reads & all.writes) === 0) return false;
  if (!apart) return true;
  return unit.waits && areApart(calls, lists[0] ?? 0, lists.at(-1) ?? 0);
}

/** Whether two different calls can do the one and the other. */
function areApart(
  calls: readonly Doings[],
  one: Abilities,
  other: Abilities,
): boolean {
  const first = calls.findIndex(({ can }) => (can & one) !== 0);
  const last = calls.findLastIndex(({ can }) => (can & other) !== 0);
  if (first < 0 || last < 0) return false;
  return (
    first !== last ||
    calls.some(({ can }, at) => at !== first && (can & (one | other)) !== 0)
  );
}
