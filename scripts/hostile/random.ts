/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to, but not including, `limit`; a whole number. */
  below(limit: number): number;
  chance(probability: number): boolean;
  one<Item>(items: readonly [Item, ...Item[]]): Item;
  /** `make` called up to `most` times. */
  several<Item>(most: number, make: () => Item): Item[];
}

/** The generator mulberry32, by Tommy Ettinger, in the public domain. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    one: (items) => items[below(items.length)] ?? items[0],
    several: (most, make) => Array.from({ length: below(most + 1) }, make),
  };
}
