/** Which load a cached value is made of. */
import type { Effect } from "../analysis/effect.ts";
import { derivesFrom } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { partsOf } from "../analysis/values.ts";
import type { CacheRead, CacheWrite } from "./cache-keys.ts";
import { loadKindOf } from "./loads.ts";
import type { LoadKind } from "./loads.ts";

export interface Load {
  readonly load: Effect;
  readonly loadKind: LoadKind;
}

/** The source of truth's answer that the written value is made of. */
export function loadFor(
  write: CacheWrite,
  read: CacheRead,
  before: readonly Effect[],
  sources: ReadonlySet<Effect>,
): Load | undefined {
  const candidates = before.filter(
    (effect) => effect !== read && sources.has(effect),
  );
  const ranked = candidates
    .map((load) => ({ load, loadKind: loadKindOf(load, write) }))
    .filter(({ loadKind }) => loadKind !== "none");
  const isOwnState =
    sources.has(read) && !ranked.some(({ loadKind }) => loadKind === "row");
  if (isOwnState && !isFallback(write.value, read)) return undefined;
  return (
    ranked.find(({ loadKind }) => loadKind === "row") ??
    ranked.at(-1) ??
    decidingLoad(write, read, before)
  );
}

/** `hit ?? loaded`: the cached value is an alternative, not an ingredient. */
function isFallback(value: Value, read: Effect): boolean {
  const options = value.kind === "choice" ? value.options : partsOf(value);
  return options.some((option) => !derivesFrom(option, read));
}

/**
 * The load only decided what is written: "nothing found" as a constant, or one
 * of several ready values.
 */
function decidingLoad(
  write: CacheWrite,
  read: CacheRead,
  before: readonly Effect[],
): Load | undefined {
  const isConstant = write.value.kind === "constant";
  const tests = isConstant
    ? write.path.flatMap((arm) => (arm.test ? [arm.test] : []))
    : [write.value];
  const candidates = before
    .slice(before.indexOf(read) + 1)
    .map((load) => ({ load, loadKind: loadKindOf(load, write) }));
  return candidates.findLast(({ load, loadKind }) => {
    if (loadKind === "none" || (isConstant && loadKind !== "row")) return false;
    return tests.some((test) => derivesFrom(test, load, { tests: true }));
  });
}
