/** A value kept in a shared store: read, changed, and stored whole. */
import type { Effect } from "../analysis/effect.ts";
import {
  derivesFrom,
  effectsBefore,
  shareCall,
  valuesIn,
} from "../analysis/order.ts";
import { isProved } from "../analysis/report-place.ts";
import type { Value } from "../analysis/value.ts";
import { same } from "../analysis/same.ts";
import { isInGuardingScope, isLocked } from "./update-guards.ts";

export type CacheRead = Effect & { readonly kind: "cache-read" };
export type CacheWrite = Effect & { readonly kind: "cache-write" };

/** A cache that only its name tells may be one process's own. */
export function rewrittenRead(
  write: CacheWrite,
  effects: readonly Effect[],
): CacheRead | undefined {
  if (write.inProcess || write.many || write.condition !== "none")
    return undefined;
  const before = effectsBefore(effects, write);
  const read = [...before]
    .reverse()
    .find(
      (effect): effect is CacheRead =>
        effect.kind === "cache-read" &&
        isProved(effect, write) &&
        same(effect.key, write.key) === "yes" &&
        isChanged(write.value, effect),
    );
  if (!read || shareCall(read, write)) return undefined;
  return isLocked(read, write, before) || isInGuardingScope(write, read)
    ? undefined
    : read;
}

const arithmetic = new Set(["+", "-", "*", "/", "push"]);

/** Merged with something, counted on, or added to. */
function isChanged(value: Value, read: CacheRead): boolean {
  return [...valuesIn(value)].some(
    (inner) => isChange(inner) && derivesFrom(inner, read),
  );
}

function isChange(value: Value): boolean {
  switch (value.kind) {
    case "operation":
      return arithmetic.has(value.operator);
    case "object":
      return (
        value.entries.size + value.spreads.length > 1 &&
        (value.base !== undefined || value.spreads.length > 0)
      );
    case "array":
      return value.spreads.length > 0;
    default:
      return false;
  }
}
