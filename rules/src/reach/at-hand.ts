/**
 * What a receiver in a unit of code can be of: the libraries and the files that
 * the names in the unit lead to, through imports and declarations, a few hops far.
 */
import type { CallNames } from "./call-names.ts";
import type { LibrarySet } from "./library-set.ts";
import type { Mention, Unit } from "./outline.ts";
import { deepest } from "./sources.ts";
import type { Declared, Source, Sources } from "./sources.ts";

export class AtHand {
  readonly #sources: Sources;
  readonly #names: CallNames;
  readonly #namesIn = new WeakMap<Unit, ReadonlySet<string>>();

  constructor(sources: Sources, names: CallNames) {
    this.#sources = sources;
    this.#names = names;
  }

  /** The libraries that the receiver of a mention can be of: all in the unit, where its chain begins with no known name. */
  ofReceiver(source: Source, unit: Unit, { root }: Mention): LibrarySet {
    const libraries = isKnown(source, root)
      ? this.#ofName(source, root, deepest)
      : this.ofUnit(source, unit);
    return this.#mayBeMap(source, root)
      ? this.#names.sets.union(libraries, this.#names.map)
      : libraries;
  }

  /** The files from which the receiver's class can come. */
  filesOf(source: Source, unit: Unit, { root }: Mention): ReadonlySet<Source> {
    const [declared, ...others] = isKnown(source, root)
      ? this.#declarationsOf(source, root)
      : [{ source, unit }];
    if (!declared) return noFiles;
    const near = this.#near(declared);
    if (others.length === 0) return near;
    return new Set(
      [near, ...others.map((one) => this.#near(one))].flatMap((set) => [
        ...set,
      ]),
    );
  }

  /** The language's own `Map` is kept without an import: in this file, or in the one that the receiver comes from. */
  #mayBeMap(source: Source, root: string): boolean {
    return (
      source.outline.holdsMap ||
      this.#sources
        .imported(source, root)
        .some((declared) => declared.source.outline.holdsMap)
    );
  }

  /** The libraries that all names in a unit lead to; in a member's, those of its class. */
  ofUnit(source: Source, unit: Unit, depth = deepest): LibrarySet {
    const whole = unit.owner ?? unit;
    const known = source.atHand[depth];
    const before = known?.get(whole);
    if (before) return before;
    const { sets } = this.#names;
    let made = sets.none;
    for (const name of this.#namesOf(source, whole))
      made = sets.union(made, this.#ofName(source, name, depth));
    known?.set(whole, made);
    return made;
  }

  #ofName(source: Source, name: string, depth: number): LibrarySet {
    const { sets } = this.#names;
    const libraries = this.#ofImport(source, name);
    if (depth === 0) return libraries;
    return this.#declarationsOf(source, name).reduce(
      (set, { source: from, unit }) =>
        sets.union(set, this.ofUnit(from, unit, depth - 1)),
      libraries,
    );
  }

  /** What the name says by itself. */
  #ofImport(source: Source, name: string): LibrarySet {
    const link = source.outline.imports.get(name);
    if (!link)
      return source.declared.has(name)
        ? this.#names.sets.none
        : this.#names.named(name);
    const file = this.#sources.file(source, link.specifier);
    if (file) return this.#names.store(file.path, link.name);
    return this.#names.sets.union(
      this.#names.imported(link.specifier),
      this.#names.named(link.name),
    );
  }

  /** Where a name of a file is declared, there or elsewhere. */
  #declarationsOf(source: Source, name: string): readonly Declared[] {
    const units = source.declared.get(name);
    if (!units) return this.#sources.imported(source, name);
    const all = units.some(({ isAssignable }) => isAssignable)
      ? [...units, ...mentioning(source, name)]
      : units;
    return all.map((unit) => ({ source, unit }));
  }

  /** The file itself, those that declare what the unit names, and what is named there. */
  #near({ source, unit }: Declared): ReadonlySet<Source> {
    const whole = unit.owner ?? unit;
    const known = source.near.get(whole);
    if (known) return known;
    const near = new Set([source]);
    for (const declared of this.#named(source, whole)) {
      near.add(declared.source);
      const inner = declared.unit.owner ?? declared.unit;
      for (const next of this.#named(declared.source, inner))
        near.add(next.source);
    }
    source.near.set(whole, near);
    return near;
  }

  #named(source: Source, whole: Unit): readonly Declared[] {
    return [...this.#namesOf(source, whole)].flatMap((name) =>
      this.#declarationsOf(source, name),
    );
  }

  #namesOf(source: Source, whole: Unit): ReadonlySet<string> {
    const known = this.#namesIn.get(whole) ?? namesOf(source, whole);
    this.#namesIn.set(whole, known);
    return known;
  }
}

const noFiles: ReadonlySet<Source> = new Set();

function isKnown({ outline, declared }: Source, name: string): boolean {
  return outline.imports.has(name) || declared.has(name);
}

/** Other statements that may give a variable its value. */
function mentioning({ outline }: Source, name: string): readonly Unit[] {
  return outline.units.filter(({ uses }) => uses.has(name));
}

/** The names in a unit, and in its members. */
function namesOf({ path, outline }: Source, whole: Unit): Set<string> {
  const names = new Set<string>();
  for (const unit of outline.units) {
    if (unit !== whole && unit.owner !== whole) continue;
    for (const name of unit.uses) names.add(name);
    // Elements of JSX render; they hand no client to the code around them.
    if (!path.endsWith("x")) for (const name of unit.types) names.add(name);
  }
  return names;
}
