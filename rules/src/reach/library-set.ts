/** Sets of libraries. Equal sets are one object, so that what is concluded from one is kept with it. */
import type { Library } from "../catalog/entry.ts";
import type { Doings } from "./ability.ts";

export interface LibrarySet {
  readonly libraries: ReadonlySet<Library>;
  /** What a name can do where these libraries are at hand, by the name's key; undefined where they have no such call. */
  readonly known: Map<string, Doings | undefined>;
  /** With another set, by that set. */
  readonly unions: Map<LibrarySet, LibrarySet>;
}

export class LibrarySets {
  readonly #numbers = new Map<Library, number>();
  readonly #sets = new Map<string, LibrarySet>();
  readonly none: LibrarySet = this.#set(new Set());

  of(library: Library | undefined): LibrarySet {
    return library ? this.#set(new Set([library])) : this.none;
  }

  union(one: LibrarySet, other: LibrarySet): LibrarySet {
    if (one === other || other === this.none) return one;
    if (one === this.none) return other;
    const known = one.unions.get(other);
    if (known) return known;
    const made = this.#set(new Set([...one.libraries, ...other.libraries]));
    one.unions.set(other, made);
    return made;
  }

  #set(libraries: ReadonlySet<Library>): LibrarySet {
    const numbers = [...libraries].map((library) => this.#numberOf(library));
    const key = numbers.sort((a, b) => a - b).join();
    const known = this.#sets.get(key);
    if (known) return known;
    const made = { libraries, known: new Map(), unions: new Map() };
    this.#sets.set(key, made);
    return made;
  }

  #numberOf(library: Library): number {
    const known = this.#numbers.get(library) ?? this.#numbers.size;
    this.#numbers.set(library, known);
    return known;
  }
}
