/** What a name alone says that its call can do, by the catalogue and the user's own stores. */
import type { Catalogue } from "../analysis/catalogue-index.ts";
import type { CallEntry, Delivery, Library } from "../catalog/entry.ts";
import { hostObject } from "../catalog/names.ts";
import {
  abilitiesOf,
  both,
  deliversAgain,
  doingsOf,
  nothing,
  setOf,
} from "./ability.ts";
import type { Abilities, Doings } from "./ability.ts";
import { LibrarySets } from "./library-set.ts";
import type { LibrarySet } from "./library-set.ts";
import type { Mention } from "./outline.ts";

interface Meaning {
  readonly library: Library;
  readonly abilities: Abilities;
  /** The path has a member before the name: `*.update`. */
  readonly isDeep: boolean;
  /** That member is the table. */
  readonly isOfTable: boolean;
}

export class CallNames {
  readonly sets = new LibrarySets();
  readonly #catalogue: Catalogue;
  readonly #members = new Map<string, Meaning[]>();
  readonly #free = new Map<string, Meaning[]>();
  readonly #redelivering = new Set<string>();
  /** Types and tokens that stand for a library where its package is not seen. */
  readonly #words = new Map<string, LibrarySet>();
  readonly #deliveries = new Map<Library, ReadonlySet<string>>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    for (const library of catalogue.libraries) this.#addLibrary(library);
    this.map = this.imported("global:Map");
  }

  /** The language's own `Map`: at hand where one is kept, not in all that import from there. */
  readonly map: LibrarySet;

  /** `client.name` or `client.owner.name`, where these libraries can be at hand; undefined where none of them has it. */
  member(mention: Mention, libraries: LibrarySet): Doings | undefined {
    const { name, isDeep, owner } = mention;
    const meanings = this.#members.get(name);
    if (!meanings) return undefined;
    if (hostObject.test(owner)) return nothing;
    const table = this.isOfTable(name) ? owner : "";
    const key = `${isDeep ? ".." : "."}${table}.${name}`;
    return recall(libraries, key, () =>
      meaning(meanings, libraries, isDeep, table),
    );
  }

  /** `name` by itself: exported functions and classes. */
  free(name: string, libraries: LibrarySet): Doings {
    const meanings = this.#free.get(name);
    if (!meanings) return nothing;
    const made = recall(libraries, name, () =>
      meaning(meanings, libraries, true, ""),
    );
    return made ?? nothing;
  }

  /** Whether any library has a method of this name. */
  isMember(name: string): boolean {
    return this.#members.has(name);
  }

  /** Whether any library exports a function or class of this name. */
  isFree(name: string): boolean {
    return this.#free.has(name);
  }

  /** Whether a call of this name may register what is run again for the same message. */
  mayDeliverAgain(name: string): boolean {
    return this.#redelivering.has(name);
  }

  /** Whether it matters on what the method is called. */
  isOfTable(name: string): boolean {
    return this.#members.get(name)?.some((one) => one.isOfTable) === true;
  }

  /** The library that an import brings in. */
  imported(specifier: string): LibrarySet {
    return this.sets.of(this.#catalogue.ofPackage(specifier));
  }

  store(file: string, name: string): LibrarySet {
    return this.sets.of(this.#catalogue.ofStore(file, [name])?.library);
  }

  /** The library that a type's name or an injection token stands for. */
  named(word: string): LibrarySet {
    return this.#words.get(word) ?? this.sets.none;
  }

  /** Decorators, base classes and types of messages of a package that tell of deliveries. */
  deliveriesOf(specifier: string): ReadonlySet<string> | undefined {
    const library = this.#catalogue.ofPackage(specifier);
    return library && this.#deliveries.get(library);
  }

  #addLibrary(library: Library): void {
    for (const entry of library.calls) this.#addCall(entry, library);
    for (const word of [
      ...(library.typeNames ?? []),
      ...(library.tokens ?? []),
    ])
      this.#words.set(
        word,
        this.sets.union(this.named(word), this.sets.of(library)),
      );
    this.#deliveries.set(library, deliveryWords(library));
  }

  #addCall(entry: CallEntry, library: Library): void {
    const abilities = abilitiesOf(entry);
    const isStore = library.packages.length === 0;
    const paths = typeof entry.path === "string" ? [entry.path] : entry.path;
    for (const path of paths) {
      const segments = path.split(".");
      const name = segments.at(-1) ?? "";
      const isDeep = segments.length > 1;
      const { gives, on = [] } = entry;
      if ((abilities & redelivery) !== 0)
        for (const one of [name, ...on]) this.#redelivering.add(one);
      const isOfTable = gives.effect === "row" && gives.entity === "property";
      const made = { library, abilities, isDeep, isOfTable };
      // In a user's store the export itself may be the function.
      if (isStore && segments.length === 1) add(this.#free, name, made);
      if (name !== "()" && name !== "new") add(this.#members, name, made);
      else for (const one of on) add(this.#free, one, made);
    }
  }
}

const redelivery = setOf("redelivery");

function add(map: Map<string, Meaning[]>, name: string, made: Meaning): void {
  const list = map.get(name);
  if (list) list.push(made);
  else map.set(name, [made]);
}

function recall(
  { known }: LibrarySet,
  key: string,
  make: () => Doings | undefined,
): Doings | undefined {
  if (known.has(key)) return known.get(key);
  const made = make();
  known.set(key, made);
  return made;
}

function meaning(
  meanings: readonly Meaning[],
  { libraries }: LibrarySet,
  isDeep: boolean,
  owner: string,
): Doings | undefined {
  let doings: Doings | undefined;
  for (const one of meanings) {
    if ((one.isDeep && !isDeep) || !libraries.has(one.library)) continue;
    const table = one.isOfTable && owner !== "" ? owner : undefined;
    doings = both(doings ?? nothing, doingsOf(one.abilities, table));
  }
  return doings;
}

function deliveryWords(library: Library): ReadonlySet<string> {
  const { decorators = [], bases = [], messages = [] } = library;
  const again = ({ delivery }: { readonly delivery: Delivery }) =>
    deliversAgain(delivery);
  return new Set([
    ...decorators.filter(again).map(({ decorator }) => decorator),
    ...bases.filter(again).map(({ base }) => base),
    ...messages.filter(again).map(({ type }) => type.split(".").at(-1) ?? type),
  ]);
}
