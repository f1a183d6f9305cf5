/**
 * Users' own stores (`settings.consistency.stores`) as libraries of the
 * catalogue, found by the package or the file of the project they come from.
 */
import path from "node:path";
import type { Library } from "../catalog/entry.ts";
import type { Settings, StoreSetting } from "../settings.ts";

export interface Store {
  readonly library: Library;
  readonly from: StoreSetting["from"];
}

export class Stores {
  readonly #stores: readonly Store[];
  readonly #rootOf: (file: string) => string | undefined;

  /** `rootOf` answers the project's root for a file, which a store's file is relative to. */
  constructor(
    settings: Settings,
    rootOf: (file: string) => string | undefined,
  ) {
    this.#stores = (settings.stores ?? []).map(toStore);
    this.#rootOf = rootOf;
  }

  get libraries(): readonly Library[] {
    return this.#stores.map(({ library }) => library);
  }

  /** One for each: its name, else the package or the file that it comes from. */
  get words(): readonly string[] {
    return this.#stores.map(
      ({ from }) =>
        from.name ??
        ("package" in from ? from.package : path.parse(from.file).name),
    );
  }

  /** The store that an export of a package or of a file (absolute path) is. */
  of(module: string, exportPath: readonly string[]): Store | undefined {
    return this.#stores.find(
      ({ from }) =>
        this.#isFrom(from, module) &&
        (from.name === undefined || exportPath.includes(from.name)),
    );
  }

  #isFrom(from: StoreSetting["from"], module: string): boolean {
    if ("package" in from) return from.package === module;
    const root = path.isAbsolute(module) ? this.#rootOf(module) : undefined;
    return root !== undefined && path.resolve(root, from.file) === module;
  }
}

function toStore({ from, role, calls }: StoreSetting): Store {
  const origin = "package" in from ? from.package : from.file;
  const library: Library = {
    name: from.name ?? origin,
    packages: [],
    role,
    calls: Object.entries(calls).map(([call, gives]) => ({
      path: call,
      gives,
    })),
  };
  return { library, from };
}
