/** What a name alone says that its call can do, by the catalogue and the user's own stores. */
import type { Catalogue } from "../analysis/catalogue-index.ts";
import type { CallEntry, Delivery, Library } from "../catalog/entry.ts";
import {
  abilitiesOf,
  both,
  deliversAgain,
  doingsOf,
  nothing,
} from "./ability.ts";
import type { Abilities, Doings } from "./ability.ts";
import type { Mention } from "./outline.ts";

/** A set of libraries, one bit each. */
export type Libraries = bigint;

interface Meaning {
  readonly library: Libraries;
  readonly abilities: Abilities;
  /** The path has a member before the name: `*.update`. */
  readonly isDeep: boolean;
  /** That member is the table. */
  readonly isOfTable: boolean;
}

export class CallNames {
  readonly #catalogue: Catalogue;
  readonly #bits = new Map<Library, Libraries>();
  readonly #members = new Map<string, Meaning[]>();
  readonly #free = new Map<string, Meaning[]>();
  /** Types and tokens that stand for a library where its package is not seen. */
  readonly #words = new Map<string, Libraries>();
  readonly #deliveries = new Map<Library, ReadonlySet<string>>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    catalogue.libraries.forEach((library, index) => {
      const bit = 1n << BigInt(index);
      this.#bits.set(library, bit);
      for (const entry of library.calls)
        this.#addCall(entry, bit, library.packages.length === 0);
      for (const word of [
        ...(library.typeNames ?? []),
        ...(library.tokens ?? []),
      ])
        this.#words.set(word, (this.#words.get(word) ?? 0n) | bit);
      this.#deliveries.set(library, deliveryWords(library));
    });
    this.map = this.imported("global:Map");
  }

  /** The language's own `Map`: at hand where one is kept, not in all that import from there. */
  readonly map: Libraries;

  /** `client.name` or `client.owner.name`, where these libraries can be at hand. */
  member({ name, isDeep, owner }: Mention, libraries: Libraries): Doings {
    return meaning(this.#members.get(name), libraries, isDeep, owner);
  }

  /** `name` by itself: exported functions and classes. */
  free(name: string, libraries: Libraries): Doings {
    return meaning(this.#free.get(name), libraries, true, "");
  }

  /** Whether it matters on what the method is called. */
  isOfTable(name: string): boolean {
    return this.#members.get(name)?.some((one) => one.isOfTable) === true;
  }

  /** The library that an import brings in. */
  imported(specifier: string): Libraries {
    const library = this.#catalogue.ofPackage(specifier);
    return (library && this.#bits.get(library)) ?? 0n;
  }

  store(file: string, name: string): Libraries {
    const store = this.#catalogue.ofStore(file, [name]);
    return (store && this.#bits.get(store.library)) ?? 0n;
  }

  /** The library that a type's name or an injection token stands for. */
  named(word: string): Libraries {
    return this.#words.get(word) ?? 0n;
  }

  /** Decorators, base classes and types of messages of a package that tell of deliveries. */
  deliveriesOf(specifier: string): ReadonlySet<string> | undefined {
    const library = this.#catalogue.ofPackage(specifier);
    return library && this.#deliveries.get(library);
  }

  #addCall(entry: CallEntry, library: Libraries, isStore: boolean): void {
    const abilities = abilitiesOf(entry);
    if (abilities === 0) return;
    const paths = typeof entry.path === "string" ? [entry.path] : entry.path;
    for (const path of paths) {
      const segments = path.split(".");
      const name = segments.at(-1) ?? "";
      const isDeep = segments.length > 1;
      const { gives } = entry;
      const isOfTable = gives.effect === "row" && gives.entity === "property";
      const made = { library, abilities, isDeep, isOfTable };
      // In a user's store the export itself may be the function.
      if (isStore && segments.length === 1) add(this.#free, name, made);
      if (name !== "()" && name !== "new") add(this.#members, name, made);
      else for (const one of entry.on ?? []) add(this.#free, one, made);
    }
  }
}

function add(map: Map<string, Meaning[]>, name: string, made: Meaning): void {
  const list = map.get(name);
  if (list) list.push(made);
  else map.set(name, [made]);
}

function meaning(
  meanings: readonly Meaning[] = [],
  libraries: Libraries,
  isDeep: boolean,
  owner: string,
): Doings {
  let doings = nothing;
  for (const one of meanings) {
    if ((one.isDeep && !isDeep) || (one.library & libraries) === 0n) continue;
    const table = one.isOfTable && owner !== "" ? owner : undefined;
    doings = both(doings, doingsOf(one.abilities, table));
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
