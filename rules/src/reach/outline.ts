/** What a file declares and mentions, as its text alone tells: units of code with the names in them. */
import { linksOf } from "./file-links.ts";
import type { FileLinks } from "./file-links.ts";
import { scan } from "./scan.ts";
import type { Place, WordReader } from "./scan.ts";
import {
  canEnd,
  declaring,
  hasMember,
  heldMap,
  isBetween,
  isOneOf,
  joining,
  language,
  nextCode,
  sqlText,
  waiting,
} from "./words.ts";

/** A call in a unit's code, or a name that is handed on as one. */
export interface Mention {
  readonly name: string;
  /** `x.name` rather than `name`. */
  readonly isMember: boolean;
  /** `a.b.name` or `f().name` rather than `a.name`. */
  readonly isDeep: boolean;
  /** The name before the dot: `user` of `prisma.user.update`; empty where there is none, or `this`. */
  readonly owner: string;
  /** What the chain begins with: `prisma`, `this`; empty after a call. */
  readonly root: string;
}

/** A statement of the top level, or a member of a class there. */
export interface Unit {
  /** What it declares; nothing for a bare statement. */
  readonly names: readonly string[];
  readonly isMember: boolean;
  readonly start: number;
  readonly end: number;
  /** In source order. */
  readonly mentions: readonly Mention[];
  /** Names that may stand for something outside: imported, declared in the file, or written like a type. */
  readonly uses: ReadonlySet<string>;
  /** Such names after `<`: type arguments, and elements of JSX. */
  readonly types: ReadonlySet<string>;
  /** A variable that other statements may give a value. */
  readonly isAssignable: boolean;
  /** The class that it is a member of. */
  readonly owner?: Unit;
  /** Whether something in it is waited for, by a word that says so. */
  readonly waits: boolean;
}

export interface Outline extends FileLinks {
  readonly units: readonly Unit[];
  /** Whether it keeps a `Map` beyond one call: in a variable of its own, or in a field. */
  readonly holdsMap: boolean;
}

/** Reads a text of any kind; never throws. */
export function outlineOf(text: string): Outline {
  const reader = new OutlineReader(text);
  scan(text, reader);
  const links = linksOf(text);
  const holdsMap = text.includes("new Map") && heldMap.test(text);
  return { ...links, units: reader.finish(links), holdsMap };
}

interface Draft extends Unit {
  readonly names: string[];
  end: number;
  mentions: Word[];
  uses: Set<string>;
  types: Set<string>;
  isAssignable: boolean;
  waits: boolean;
}

interface Word extends Mention {
  readonly isCalled: boolean;
}

class OutlineReader implements WordReader {
  readonly #text: string;
  readonly #units: Draft[] = [];
  #unit: Draft;
  /** The class around the members that are being read. */
  #owner: Draft | undefined;
  /** A declaring word was read; its name follows. */
  #isNaming = false;
  #isClass = false;
  /** Of the last mention. */
  #wordEnd = 0;
  #word = "";
  #root = "";
  #wasMember = false;

  constructor(text: string) {
    this.#text = text;
    this.#unit = this.#begin(0, false);
  }

  word(start: number, end: number, before: number, place: Place): void {
    const name = this.#text.slice(start, end);
    const isPrivate = before === 35 && this.#text.charCodeAt(start - 2) === 46;
    const dot = isPrivate ? start - 2 : start - 1;
    const isMember =
      isPrivate || (before === 46 && this.#text.charCodeAt(dot - 1) !== 46);
    const isDeclared =
      place.depth === 0
        ? this.#atTop(name, start, before, place)
        : place.depth === 1 &&
          this.#isClass &&
          this.#inClass(name, { start, end, before, place });
    // What stands after `<` is a type or an element: neither is called here.
    if (waiting.has(name)) this.#unit.waits = true;
    if (isDeclared) return;
    if (name === "this") this.#remember(name, end, true, name);
    if (language.has(name)) return;
    if (before === 60) {
      this.#unit.types.add(name);
      return;
    }
    const follows = isMember && this.#wordBefore(dot);
    const isDeep = isMember && (this.#wasMember || !follows);
    const owner = follows && this.#word !== "this" ? this.#word : "";
    const root = isMember ? (follows ? this.#root : "") : name;
    const isCalled = this.#isCalled(end);
    const word = { name, isMember, isDeep, owner, root, isCalled };
    if (!isMember) this.#unit.uses.add(name);
    if (isCalled || !hasMember(this.#text, end)) this.#unit.mentions.push(word);
    if (this.#text.charCodeAt(end) === 96 && this.#isSql(end))
      this.#unit.mentions.push({ ...word, name: "tag", isMember: true });
    this.#remember(name, end, isMember, root);
  }

  /** `name(`, `name<`, `name?.(`, `name!(` and a tag. */
  #isCalled(end: number): boolean {
    let at = end;
    while (isBetween(this.#text.charCodeAt(at))) at++;
    return isOneOf(this.#text.charCodeAt(at), "(<`");
  }

  #isSql(end: number): boolean {
    return sqlText.test(this.#text.slice(end, end + 2_000));
  }

  #remember(name: string, end: number, isMember: boolean, root: string): void {
    this.#word = name;
    this.#wordEnd = end;
    this.#wasMember = isMember;
    this.#root = root;
  }

  /** Braces inside the type arguments of a class's head do not end it. */
  closed(at: number, depth: number): void {
    if (depth > 0 || !this.#owner || this.#text.charCodeAt(at) !== 125) return;
    if (isOneOf(nextCode(this.#text, at + 1), ">,{&|")) return;
    this.#unit.end = at;
    this.#unit = this.#owner;
    this.#owner = undefined;
    this.#isClass = false;
  }

  finish({ imports }: FileLinks): readonly Unit[] {
    this.#unit.end = this.#text.length;
    const declared = new Set(
      this.#units.flatMap(({ isMember, names }) => (isMember ? [] : names)),
    );
    const isKnown = (name: string) => imports.has(name) || declared.has(name);
    for (const draft of this.#units) finish(draft, isKnown);
    return this.#units;
  }

  /** Whether the last mention ends at the dot. */
  #wordBefore(dot: number): boolean {
    let at = dot;
    while (at > 0 && isBetween(this.#text.charCodeAt(at))) at--;
    return at + 1 === this.#wordEnd;
  }

  #atTop(name: string, start: number, before: number, place: Place): boolean {
    if (place.startsLine && canEnd(before) && !joining.has(name))
      this.#unit = this.#begin(start, false);
    const isName =
      name === "default" || (this.#isNaming && !language.has(name));
    if (isName) {
      this.#unit.names.push(name);
      this.#isNaming = false;
    }
    if (declaring.has(name)) this.#isNaming = true;
    if (name === "let" || name === "var") this.#unit.isAssignable = true;
    if (name === "class") this.#isClass = true;
    return isName;
  }

  /** A member begins on a line of its own, with its decorators, after one that has its name. */
  #inClass(name: string, { start, end, before, place }: Position): boolean {
    const isNamed = this.#unit.isMember && this.#unit.names.length > 0;
    if (!this.#owner) this.#owner = this.#unit;
    if (
      this.#unit === this.#owner ||
      (isNamed && place.startsLine && canEnd(before))
    )
      this.#unit = this.#begin(start, true);
    const isName =
      this.#unit.names.length === 0 &&
      before !== 64 &&
      before !== 46 &&
      isOneOf(nextCode(this.#text, end), "(<=:?!;");
    if (isName) this.#unit.names.push(name);
    return isName;
  }

  #begin(start: number, isMember: boolean): Draft {
    if (this.#units.length > 0) this.#unit.end = start;
    if (!isMember) this.#isClass = false;
    this.#isNaming = false;
    const made: Draft = {
      names: [],
      isMember,
      start,
      end: start,
      mentions: [],
      uses: new Set(),
      types: new Set(),
      isAssignable: false,
      waits: false,
      ...(isMember && this.#owner && { owner: this.#owner }),
    };
    this.#units.push(made);
    return made;
  }
}

/** Leaves out the names of variables and plain properties, which are most. */
function finish(draft: Draft, isKnown: (name: string) => boolean): void {
  const leadsOut = (name: string) => isKnown(name) || /^[A-Z]/u.test(name);
  draft.mentions = draft.mentions.filter(
    ({ isCalled, root }) => isCalled || root === "this" || isKnown(root),
  );
  draft.uses = new Set([...draft.uses].filter(leadsOut));
  draft.types = new Set([...draft.types].filter(leadsOut));
}

interface Position {
  readonly start: number;
  readonly end: number;
  readonly before: number;
  readonly place: Place;
}
