/** The files of a project as outlines, and where what they import is declared. */
import type { Project } from "../project/project.ts";
import type { Doings } from "./ability.ts";
import type { Link } from "./file-links.ts";
import type { LibrarySet } from "./library-set.ts";
import { outlineOf } from "./outline.ts";
import type { Outline, Unit } from "./outline.ts";

/** Calls inside calls that are looked through. A finding over more is too far from its cause to be certain of. */
export const deepest = 3;

/** Files that hand a name on to each other. */
const mostHandings = 6;

/** A file with what was concluded about it so far. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly outline: Outline;
  /** Of the top level, by name. */
  readonly declared: ReadonlyMap<string, readonly Unit[]>;
  /** Of classes, by name. */
  readonly members: ReadonlyMap<string, readonly Unit[]>;
  /** By depth, then by unit and mention. */
  readonly known: readonly Map<Unit, Map<string, Doings>>[];
  /** The libraries at hand in a unit, by depth. */
  readonly atHand: readonly Map<Unit, LibrarySet>[];
  /** By unit: the files that what it names is declared in, and what is named there. */
  readonly near: Map<Unit, ReadonlySet<Source>>;
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
  readonly #sources = new Map<string, Source | undefined>();
  /** The files that have a member of a name. */
  readonly #owners = new Map<string, Source[]>();

  constructor(project: Project) {
    this.#project = project;
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

  /** The files that a file leads to by imports that were followed, itself left out. */
  *behind(path: string): Iterable<string> {
    const first = this.#sources.get(path);
    const found = new Set(first ? [first] : []);
    for (const source of found)
      for (const next of source.files.values()) if (next) found.add(next);
    for (const source of found) if (source !== first) yield source.path;
  }

  /** The files read so far that have a member of a name. */
  ownersOf(name: string): readonly Source[] {
    return this.#owners.get(name) ?? none;
  }

  /** Where an imported name is declared; of a whole module, everything in it. */
  imported(source: Source, local: string): readonly Declared[] {
    const link = source.outline.imports.get(local);
    if (!link) return [];
    const known = source.imported.get(local);
    if (known) return known;
    const made = this.#declarationsOf(source, link, 0);
    source.imported.set(local, made);
    return made;
  }

  #declarationsOf(
    from: Source,
    { specifier, name }: Link,
    handings: number,
  ): readonly Declared[] {
    const source = this.file(from, specifier);
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

  /** The file that an import leads to; undefined when it is a package, or unknown. */
  file(from: Source, specifier: string): Source | undefined {
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
}

const none: readonly Source[] = [];

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
  return {
    path,
    text,
    outline,
    declared,
    members,
    known: byDepth(),
    atHand: byDepth(),
    near: new Map(),
    imported: new Map(),
    files: new Map(),
  };
}

function byDepth<Value>(): readonly Map<Unit, Value>[] {
  return Array.from({ length: deepest + 1 }, () => new Map<Unit, Value>());
}
