/**
 * What code can lead to, without parsing it: the abilities of the names in it,
 * and of the functions that these names may stand for, a few calls deep. Errs
 * towards more: a method's name stands for every method of that name in files
 * from which its receiver's class can come.
 */
import { both, nothing, setOf } from "./ability.ts";
import type { Doings } from "./ability.ts";
import type { CallNames } from "./call-names.ts";
import type { Mention, Unit } from "./outline.ts";
import { deepest } from "./sources.ts";
import type { Source, Sources } from "./sources.ts";

export class Reach {
  readonly #sources: Sources;
  readonly #names: CallNames;

  constructor(sources: Sources, names: CallNames) {
    this.#sources = sources;
    this.#names = names;
  }

  /** What a mention in a file can lead to. */
  ofMention(source: Source, mention: Mention, depth = deepest): Doings {
    const known = source.known[depth];
    const key = this.#keyOf(mention);
    const before = known?.get(key);
    if (before !== undefined) return before;
    const made = mention.isMember
      ? this.#ofMember(source, mention, depth)
      : this.#ofName(source, mention.name, depth);
    known?.set(key, made);
    return made;
  }

  #keyOf({ name, isMember, isDeep, owner }: Mention): string {
    if (!isMember) return name;
    if (!isDeep) return `.${name}`;
    return this.#names.isOfTable(name) ? `..${owner}.${name}` : `..${name}`;
  }

  #ofMember(source: Source, mention: Mention, depth: number): Doings {
    const { name } = mention;
    const libraries = this.#sources.librariesOf(source);
    let doings = this.#names.member(mention, libraries);
    if (depth === 0) return doings;
    for (const owner of this.#sources.ownersOf(name, source))
      for (const unit of owner.members.get(name) ?? [])
        doings = both(doings, this.#ofUnit(owner, unit, depth - 1));
    return doings;
  }

  #ofName(source: Source, name: string, depth: number): Doings {
    const libraries = this.#sources.librariesOf(source);
    const link = source.outline.imports.get(name);
    let doings = this.#names.free(link?.name ?? name, libraries);
    if (depth === 0) return doings;
    for (const unit of source.declared.get(name) ?? [])
      doings = both(doings, this.#ofUnit(source, unit, depth - 1));
    if (link)
      for (const { source: owner, unit } of this.#sources.imported(
        source,
        name,
      ))
        doings = both(doings, this.#ofUnit(owner, unit, depth - 1));
    return doings;
  }

  #ofUnit(source: Source, unit: Unit, depth: number): Doings {
    if (this.#sources.librariesOf(source) === 0n) return nothing;
    let doings = nothing;
    for (const mention of unit.mentions)
      doings = both(doings, this.ofMention(source, mention, depth));
    return doings;
  }

  /** Whether the file itself says that something in it is run again for the same message. */
  isRedelivered(source: Source): boolean {
    const words = new Set<string>();
    for (const { specifier } of source.outline.imports.values())
      for (const word of this.#names.deliveriesOf(specifier) ?? [])
        words.add(word);
    return source.outline.units.some(({ mentions }) =>
      mentions.some(
        (mention) =>
          words.has(mention.name) ||
          (this.ofMention(source, mention, 0).can & redelivery) !== 0,
      ),
    );
  }
}

const redelivery = setOf("redelivery");
