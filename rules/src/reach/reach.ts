/**
 * What code can lead to, without parsing it: the abilities of the names in it,
 * and of the functions that these names may stand for, a few calls deep. Errs
 * towards more: a method's name stands for every method of that name in files
 * from which its receiver's class can come.
 */
import { both, nothing, setOf } from "./ability.ts";
import type { Doings } from "./ability.ts";
import { hostObject } from "../catalog/names.ts";
import type { AtHand } from "./at-hand.ts";
import type { CallNames } from "./call-names.ts";
import type { Mention, Unit } from "./outline.ts";
import { deepest } from "./sources.ts";
import type { Source, Sources } from "./sources.ts";

export class Reach {
  readonly #sources: Sources;
  readonly #names: CallNames;
  readonly #atHand: AtHand;

  constructor(sources: Sources, names: CallNames, atHand: AtHand) {
    this.#sources = sources;
    this.#names = names;
    this.#atHand = atHand;
  }

  /** What a mention in a unit of a file can lead to. */
  ofMention(
    source: Source,
    unit: Unit,
    mention: Mention,
    depth = deepest,
  ): Doings {
    if (!this.#canLead(source, mention)) return nothing;
    const known = inUnit(source, unit, depth);
    const key = keyOf(mention);
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = mention.isMember
      ? this.#ofMember(source, unit, mention, depth)
      : this.#ofName(source, unit, mention.name, depth);
    known.set(key, made);
    return made;
  }

  /** Most names are those of variables and plain properties. */
  #canLead(source: Source, { name, isMember, root }: Mention) {
    const { imports } = source.outline;
    const start = isMember ? root : name;
    return (
      imports.has(start) ||
      source.declared.has(start) ||
      (isMember ? !hostObject.test(start) : this.#names.isFree(name))
    );
  }

  #ofMember(
    source: Source,
    unit: Unit,
    mention: Mention,
    depth: number,
  ): Doings {
    const known = this.#names.isMember(mention.name)
      ? this.#names.member(
          mention,
          this.#atHand.ofReceiver(source, unit, mention),
        )
      : undefined;
    let doings = known ?? nothing;
    if (depth === 0 || this.#isOfPackage(source, mention)) return doings;
    // An object of the project's own making: what its methods do is written where it is made.
    if (!known) doings = this.#ofDeclared(source, mention.root, depth, doings);
    const near = this.#atHand.filesOf(source, unit, mention);
    for (const owner of this.#sources.ownersOf(mention.name)) {
      if (!near.has(owner)) continue;
      for (const member of owner.members.get(mention.name) ?? [])
        doings = both(doings, this.#ofUnit(owner, member, depth - 1));
    }
    return doings;
  }

  /** What a package hands out has no methods of the project. */
  #isOfPackage(source: Source, { root }: Mention): boolean {
    const link = source.outline.imports.get(root);
    return link !== undefined && !this.#sources.file(source, link.specifier);
  }

  #ofName(source: Source, unit: Unit, name: string, depth: number): Doings {
    const link = source.outline.imports.get(name);
    const libraries = this.#atHand.ofUnit(source, unit);
    const doings = this.#names.free(link?.name ?? name, libraries);
    return depth === 0 ? doings : this.#ofDeclared(source, name, depth, doings);
  }

  /** With what the code that declares a name leads to. */
  #ofDeclared(
    source: Source,
    name: string,
    depth: number,
    before: Doings,
  ): Doings {
    let doings = before;
    for (const unit of source.declared.get(name) ?? [])
      doings = both(doings, this.#ofUnit(source, unit, depth - 1));
    for (const { source: from, unit } of this.#sources.imported(source, name))
      doings = both(doings, this.#ofUnit(from, unit, depth - 1));
    return doings;
  }

  #ofUnit(source: Source, unit: Unit, depth: number): Doings {
    let doings = nothing;
    for (const mention of unit.mentions)
      doings = both(doings, this.ofMention(source, unit, mention, depth));
    return doings;
  }

  /** Whether the file itself says that something in it is run again for the same message. */
  isRedelivered(source: Source): boolean {
    const words = new Set<string>();
    for (const { specifier } of source.outline.imports.values())
      for (const word of this.#names.deliveriesOf(specifier) ?? [])
        words.add(word);
    return source.outline.units.some((unit) =>
      unit.mentions.some(
        (mention) =>
          words.has(mention.name) ||
          (this.#names.mayDeliverAgain(mention.name) &&
            (this.ofMention(source, unit, mention, 0).can & redelivery) !== 0),
      ),
    );
  }
}

const redelivery = setOf("redelivery");

function inUnit(source: Source, unit: Unit, depth: number) {
  const units = source.known[depth];
  const known = units?.get(unit) ?? new Map<string, Doings>();
  units?.set(unit, known);
  return known;
}

function keyOf({ name, isMember, isDeep, owner, root }: Mention): string {
  return isMember ? `${root}${isDeep ? "..." : "."}${owner}.${name}` : name;
}
