/** The catalogue, indexed for look-up by package, type name, token and method. */
import type { CallEntry, Library } from "../catalog/entry.ts";
import type { Store, Stores } from "./stores.ts";
import type { Wrappers } from "./wrappers.ts";

export class Catalogue {
  readonly #packages = new Map<string, Library>();
  readonly #prefixes: { readonly prefix: string; readonly library: Library }[] =
    [];
  readonly #typeNames = new Map<string, Library>();
  readonly #tokens = new Map<string, Library>();
  readonly #entries = new WeakMap<Library, Map<string, readonly Path[]>>();
  readonly libraries: readonly Library[];

  readonly #stores: Stores | undefined;
  /** The user's one-line settings. */
  readonly wrappers: Wrappers | undefined;

  /** `stores` and `wrappers` are the user's own, which stand before everything built in. */
  constructor(
    libraries: readonly Library[],
    stores?: Stores,
    wrappers?: Wrappers,
  ) {
    this.wrappers = wrappers;
    this.libraries = [...(stores?.libraries ?? []), ...libraries];
    this.#stores = stores;
    for (const library of this.libraries) this.#add(library);
    for (const library of wrappers?.libraries ?? []) this.#index(library);
  }

  /** Names that stand in every file that uses a store or a wrapper of the user's. */
  get ownWords(): readonly string[] {
    return [...(this.#stores?.words ?? []), ...(this.wrappers?.words ?? [])];
  }

  /** The user's store that an export of a package or a file (absolute path) is. */
  ofStore(module: string, exportPath: readonly string[]): Store | undefined {
    return this.#stores?.of(module, exportPath);
  }

  #add(library: Library): void {
    for (const name of library.packages) {
      if (name.endsWith("/*"))
        this.#prefixes.push({ prefix: name.slice(0, -1), library });
      else if (!this.#packages.has(name)) this.#packages.set(name, library);
    }
    for (const name of library.typeNames ?? [])
      if (!this.#typeNames.has(name)) this.#typeNames.set(name, library);
    for (const name of library.tokens ?? []) this.#tokens.set(name, library);
    this.#index(library);
  }

  #index(library: Library): void {
    this.#entries.set(library, indexEntries(library));
  }

  ofPackage(name: string): Library | undefined {
    return (
      this.#packages.get(name) ??
      this.#prefixes.find(({ prefix }) => name.startsWith(prefix))?.library
    );
  }

  ofTypeName(name: string): Library | undefined {
    return this.#typeNames.get(name);
  }

  ofToken(name: string): Library | undefined {
    return this.#tokens.get(name);
  }

  /** The entry whose path is the longest suffix of the call's links. */
  entry(library: Library, call: CallShape): CallEntry | undefined {
    const candidates =
      this.#entries.get(library)?.get(call.links.at(-1) ?? "") ?? [];
    return candidates.find((path) => matches(path, call))?.entry;
  }
}

/** What an entry is matched against. */
export interface CallShape {
  /** Member names from the chain's root to the method. */
  readonly links: readonly string[];
  /** Name of the class or type the call is made on, for entries that ask for one. */
  readonly owner: string | undefined;
  readonly argumentCount: number;
  /** Whether the receiver is a row that the library has read or built. */
  readonly onRow: boolean;
}

interface Path {
  readonly segments: readonly string[];
  readonly entry: CallEntry;
}

function indexEntries(library: Library): Map<string, readonly Path[]> {
  const index = new Map<string, Path[]>();
  for (const entry of library.calls)
    for (const path of typeof entry.path === "string"
      ? [entry.path]
      : entry.path) {
      const segments = path.split(".");
      const last = segments.at(-1) ?? "";
      index.set(last, [...(index.get(last) ?? []), { segments, entry }]);
    }
  for (const [name, list] of index)
    index.set(
      name,
      list.sort((a, b) => weight(b) - weight(a)),
    );
  return index;
}

/** Longer paths, and entries that ask for more, come first. */
function weight({ segments, entry }: Path): number {
  return (
    segments.length * 4 +
    (entry.on ? 1 : 0) +
    (entry.onRow ? 1 : 0) +
    (entry.args === undefined ? 0 : 1)
  );
}

function matches({ segments, entry }: Path, call: CallShape): boolean {
  if (entry.on && (call.owner === undefined || !entry.on.includes(call.owner)))
    return false;
  if (entry.onRow && !call.onRow) return false;
  if (entry.args !== undefined && entry.args !== call.argumentCount)
    return false;
  if (segments.length > call.links.length) return false;
  const tail = call.links.slice(call.links.length - segments.length);
  return segments.every(
    (segment, index) => segment === "*" || segment === tail[index],
  );
}
