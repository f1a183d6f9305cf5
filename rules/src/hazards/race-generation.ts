/** Generations: counters that an invalidation moves on, so that a late fill is noticed. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { effectsAfter, sourcesOf } from "../analysis/order.ts";
import { same } from "../analysis/same.ts";
import type { CacheWrite } from "./cache-keys.ts";

/**
 * The key carries a generation that was read before the load: a late write
 * lands on a dead key. A generation says nothing of the value itself.
 */
export function isUnderGeneration(
  write: CacheWrite,
  load: Effect,
  before: readonly Effect[],
): boolean {
  const ingredients = sourcesOf(write.value);
  return [...sourcesOf(write.key)].some(
    (source) =>
      isCounter(source) &&
      !ingredients.has(source) &&
      before.indexOf(source) < before.indexOf(load),
  );
}

/** After the write the generation is read once more, and the key deleted if it is not the one before the load. */
export function isTakenBack(
  write: CacheWrite,
  load: Effect,
  { effects }: Flow,
): boolean {
  const loadAt = effects.indexOf(load);
  const writeAt = effects.indexOf(write);
  return effectsAfter(effects, write).some((effect) => {
    if (effect.kind !== "cache-delete") return false;
    if (same(effect.key, write.key) !== "yes") return false;
    const compared = effect.path.flatMap(({ test }) =>
      test ? [...sourcesOf(test, { tests: true })].filter(isCounter) : [],
    );
    const places = compared.map((source) => effects.indexOf(source));
    return (
      places.some((place) => place >= 0 && place < loadAt) &&
      places.some((place) => place > writeAt)
    );
  });
}

function isCounter({ kind }: Effect): boolean {
  return kind === "cache-read" || kind === "cache-change";
}
