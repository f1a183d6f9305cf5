/** The files of a project as outlines, and what they import from each other. */
import type { Project } from "../project/project.ts";
import type { Doings } from "./ability.ts";
import type { CallNames, Libraries } from "./call-names.ts";
import type { Link } from "./file-links.ts";
import { outlineOf } from "./outline.ts";
import type { Outline, Unit } from "./outline.ts";

/** Calls inside calls that are looked through. A finding over more is too far from its cause to be certain of. */
export const deepest = 3;

/** Files that hand a name on to each other. */
const mostHandings = 6;

/** Imports in a row that are followed; then a file may have every library. */
const mostInRow = 1_000;

/** A file with what was concluded about it so far. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly outline: Outline;
  readonly declared: ReadonlyMap<string, readonly Unit[]>;
  readonly members: ReadonlyMap<string, readonly Unit[]>;
  /** By depth, then by name; a member's name starts with a dot. */
  readonly known: readonly Map<string, Doings>[];
  /** Libraries that it and what it imports name. */
  libraries?: Libraries;
  hasMap?: boolean;
  near?: ReadonlySet<Source>;
  /** By local name: where what it imports is declared. */
  readonly imported: Map<string, readonly Declared[]>;
  /** By specifier; undefined where it leads to no file of the project. */
  readonly files: Map<string, Source | undefined>;
}

export interface Declared {
  readonly source: Source;
  readonly unit: Unit;
}

export class Sources {
  readonly #project: Project;
  readonly #names: CallNames;
  readonly #sources = new Map<string, Source | undefined>();
  /** The files that have a member of a name. */
  readonly #owners = new Map<string, Source[]>();
  /** Files whose libraries are being gathered, with their number in the order of asking. */
  readonly #open = new Map<Source, number>();
  readonly #waiting: Source[] = [];

  constructor(project: Project, names: CallNames) {
    this.#project = project;
    this.#names = names;
  }

  /** The file as its host holds it. */
  of(path: string, text: string): Source {
    const known = this.#sources.get(path);
    if (known?.text === text) return known;
    if (known) this.#forget(known);
    const made = newSource(path, text);
    for (const name of made.members.keys()) {
      const owners = this.#owners.get(name);
      if (owners) owners.push(made);
      else this.#owners.set(name, [made]);
    }
    this.#sources.set(path, made);
    return made;
  }

  #forget(source: Source): void {
    for (const name of source.members.keys()) {
      const owners = this.#owners.get(name) ?? [];
      this.#owners.set(
        name,
        owners.filter((owner) => owner !== source),
      );
    }
  }

  /** The files that a file leads to by imports, itself left out. */
  *behind(path: string): Iterable<string> {
    const first = this.#sources.get(path);
    const found = new Set(first ? [first] : []);
    for (const source of found)
      for (const next of source.files.values()) if (next) found.add(next);
    for (const source of found) if (source !== first) yield source.path;
  }

  /** The files with a member of this name from which a receiver in `source` can come. */
  ownersOf(name: string, source: Source): readonly Source[] {
    const owners = this.#owners.get(name);
    if (!owners) return [];
    const near = this.#near(source);
    return owners.filter((owner) => near.has(owner));
  }

  /** The file, the files it imports something from, and those that they do. */
  #near(source: Source): ReadonlySet<Source> {
    if (source.near) return source.near;
    const near = new Set([source]);
    for (const direct of this.#direct(source)) {
      near.add(direct);
      for (const next of this.#direct(direct)) near.add(next);
    }
    source.near = near;
    return near;
  }

  #direct(source: Source): ReadonlySet<Source> {
    const found = new Set<Source>();
    for (const name of source.outline.imports.keys())
      for (const declared of this.imported(source, name))
        found.add(declared.source);
    return found;
  }

  /** Where an imported name is declared; of a whole module, everything in it. */
  imported(source: Source, local: string): readonly Declared[] {
    const known = source.imported.get(local);
    if (known) return known;
    const link = source.outline.imports.get(local);
    const made = link ? this.#declarationsOf(source, link, 0) : [];
    source.imported.set(local, made);
    return made;
  }

  #declarationsOf(
    from: Source,
    { specifier, name }: Link,
    handings: number,
  ): readonly Declared[] {
    const source = this.#file(from, specifier);
    if (!source || handings > mostHandings) return [];
    return this.#declaredIn(source, name, handings);
  }

  #declaredIn(
    source: Source,
    name: string,
    handings: number,
  ): readonly Declared[] {
    const { declared, outline } = source;
    const units = name === "*" ? outline.units : declared.get(name);
    if (units) return units.map((unit) => ({ source, unit }));
    const link = outline.handedOn.get(name) ?? outline.imports.get(name);
    if (link) return this.#declarationsOf(source, link, handings + 1);
    for (const star of outline.starExports) {
      const link = { specifier: star, name };
      const found = this.#declarationsOf(source, link, handings + 1);
      if (found.length > 0) return found;
    }
    return [];
  }

  #file(from: Source, specifier: string): Source | undefined {
    if (from.files.has(specifier)) return from.files.get(specifier);
    const found = this.#fileNow(from, specifier);
    from.files.set(specifier, found);
    return found;
  }

  #fileNow(from: Source, specifier: string): Source | undefined {
    const target = this.#project.resolve(specifier, from.path);
    if (target.kind !== "file") return undefined;
    if (this.#sources.has(target.path)) return this.#sources.get(target.path);
    return this.#read(target.path);
  }

  #read(path: string): Source | undefined {
    const text = this.#project.textOf(path);
    if (text !== undefined) return this.of(path, text);
    this.#sources.set(path, undefined);
    return undefined;
  }

  /** The libraries that a file and all that it imports name: what a receiver in it can be of. */
  librariesOf(source: Source): Libraries {
    if (source.libraries === undefined) this.#gather(source);
    source.hasMap ??= [source, ...this.#direct(source)].some(
      ({ outline }) => outline.holdsMap,
    );
    const libraries = source.libraries ?? -1n;
    return source.hasMap ? libraries | this.#names.map : libraries;
  }

  /** Files that import each other in a circle have the same libraries; the first of them asked ends the circle. */
  #gather(source: Source): {
    readonly libraries: Libraries;
    readonly first: number;
  } {
    const order = this.#open.size;
    if (order > mostInRow) return { libraries: -1n, first: order };
    this.#open.set(source, order);
    this.#waiting.push(source);
    let libraries = this.#own(source);
    let first = order;
    for (const specifier of specifiersOf(source.outline)) {
      const next = this.#file(source, specifier);
      if (!next) continue;
      const asked = this.#open.get(next);
      if (next.libraries !== undefined) libraries |= next.libraries;
      else if (asked !== undefined) first = Math.min(first, asked);
      else {
        const answer = this.#gather(next);
        libraries |= answer.libraries;
        first = Math.min(first, answer.first);
      }
    }
    if (first === order) {
      let member;
      do {
        member = this.#waiting.pop();
        if (member) {
          member.libraries = libraries;
          this.#open.delete(member);
        }
      } while (member && member !== source);
    }
    return { libraries, first };
  }

  #own(source: Source): Libraries {
    const { outline, declared } = source;
    let libraries = 0n;
    for (const { specifier, name } of outline.imports.values()) {
      const file = this.#file(source, specifier);
      if (file) libraries |= this.#names.store(file.path, name);
      else
        libraries |= this.#names.imported(specifier) | this.#names.named(name);
    }
    for (const { mentions } of outline.units)
      for (const { name, isMember } of mentions)
        if (!isMember && !declared.has(name) && !outline.imports.has(name))
          libraries |= this.#names.named(name);
    return libraries;
  }
}

function* specifiersOf(outline: Outline): Iterable<string> {
  const found = new Set(outline.starExports);
  for (const links of [outline.imports, outline.handedOn])
    for (const { specifier } of links.values()) found.add(specifier);
  yield* found;
}

function newSource(path: string, text: string): Source {
  const outline = outlineOf(text);
  const declared = new Map<string, Unit[]>();
  const members = new Map<string, Unit[]>();
  for (const unit of outline.units)
    for (const name of unit.names) {
      const map = unit.isMember ? members : declared;
      const list = map.get(name);
      if (list) list.push(unit);
      else map.set(name, [unit]);
    }
  const known = Array.from(
    { length: deepest + 1 },
    () => new Map<string, Doings>(),
  );
  return {
    path,
    text,
    outline,
    declared,
    members,
    known,
    imported: new Map(),
    files: new Map(),
  };
}
