/**
 * Users' one-line settings (`settings.consistency.wrappers`): which calls,
 * decorators and receivers they are about.
 */
import path from "node:path";
import type { Library } from "../catalog/entry.ts";
import type { WrapperSetting } from "../settings.ts";
import type { Identity } from "./identities.ts";
import { contributionOf } from "./wrapper-calls.ts";

/** What a setting says of a call. */
export interface Told {
  readonly is: WrapperSetting["is"];
  /** The name in the setting, for evidence. */
  readonly name: string;
  /** Where the setting says it comes from; two wrappers of one place work on one store. */
  readonly module: string;
  /** The one call `name`, in the words of the catalogue. */
  readonly library: Library;
}

interface Wrapper extends Told {
  readonly from: WrapperSetting["from"];
  readonly names: readonly string[];
}

export class Wrappers {
  readonly #wrappers: readonly Wrapper[];
  readonly #rootOf: (file: string) => string | undefined;

  /** `rootOf` answers the project's root for a file, which a setting's file is relative to. */
  constructor(
    settings: readonly WrapperSetting[],
    rootOf: (file: string) => string | undefined,
  ) {
    this.#wrappers = settings.map(toWrapper);
    this.#rootOf = rootOf;
  }

  get isEmpty(): boolean {
    return this.#wrappers.length === 0;
  }

  /** The last name of each, which stands in every file that uses it. */
  get words(): readonly string[] {
    return this.#wrappers.flatMap(({ names }) => names.at(-1) ?? []);
  }

  get libraries(): readonly Library[] {
    return this.#wrappers.map(({ library }) => library);
  }

  /** The first setting about something of one of these names. */
  of(identities: readonly Identity[]): Told | undefined {
    return this.#wrappers.find((wrapper) =>
      identities.some((identity) => this.#isAbout(wrapper, identity)),
    );
  }

  #isAbout({ from, names, is }: Wrapper, identity: Identity): boolean {
    if (!this.#isFrom(from, identity.module)) return false;
    return isNegative(is)
      ? contains(identity.path, names)
      : endsWith(identity.path, names);
  }

  #isFrom(from: WrapperSetting["from"], module: string | undefined): boolean {
    if ("package" in from) return from.package === module;
    if (!("file" in from)) return true;
    const root =
      module !== undefined && path.isAbsolute(module)
        ? this.#rootOf(module)
        : undefined;
    return root !== undefined && path.resolve(root, from.file) === module;
  }
}

/** About a receiver and all that is called on it, not about one function. */
function isNegative(is: WrapperSetting["is"]): boolean {
  return is === "not-a-cache" || is === "nothing";
}

function endsWith(path: readonly string[], end: readonly string[]): boolean {
  const start = path.length - end.length;
  return start >= 0 && end.every((name, index) => path[start + index] === name);
}

function contains(path: readonly string[], part: readonly string[]): boolean {
  return path.some((_, index) =>
    part.every((name, offset) => path[index + offset] === name),
  );
}

function toWrapper(setting: WrapperSetting): Wrapper {
  const { from, is } = setting;
  const module =
    "package" in from ? from.package : "file" in from ? from.file : "setting";
  const name = from.name ?? module;
  const gives = contributionOf(setting);
  const library: Library = {
    name,
    packages: [],
    role: "framework",
    calls: gives ? [{ path: CALLED, gives }] : [],
  };
  return { from, is, name, module, library, names: namesIn(from.name) };
}

function namesIn(name: string | undefined): readonly string[] {
  return name === undefined ? [] : name.split(".");
}

/** The one call of a wrapper's library. */
export const CALLED = "call";
