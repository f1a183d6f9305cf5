/** Findings put together by a name each, the names in alphabetical order. */
export function strataOf<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): readonly (readonly [string, readonly Item[]])[] {
  const strata = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    strata.set(name, [...(strata.get(name) ?? []), item]);
  }
  return [...strata].sort(([a], [b]) => (a < b ? -1 : 1));
}
