/** Whether two cache effects work on one store and one key. */
import type { Effect } from "../analysis/effect.ts";
import type { Value } from "../analysis/value.ts";
import { same } from "../analysis/same.ts";
import type { Answer } from "../analysis/same.ts";
import { isTelling, keyFormsOf, sameForm } from "../peers/key-form.ts";

export type CacheRead = Effect & { readonly kind: "cache-read" };
export type CacheWrite = Effect & { readonly kind: "cache-write" };

export function sameStore(left: Value, right: Value): Answer {
  if (
    left.kind === "instance" &&
    right.kind === "instance" &&
    left.name !== right.name &&
    left.of.kind === "external" &&
    right.of.kind === "external" &&
    left.of.module !== right.of.module
  )
    return "no";
  return same(left, right);
}

export function keysMatch(read: CacheRead, write: CacheWrite): Answer {
  const fields =
    read.field && write.field
      ? same(read.field, write.field)
      : read.field || write.field
        ? "unknown"
        : "yes";
  const keys = sameKey(read, write);
  if (keys === "no" || fields === "no") return "no";
  return keys === "yes" && fields === "yes" ? "yes" : "unknown";
}

/** One of several keys read at once may be the written one, unless none is. */
function sameKey({ key, many }: CacheRead, write: CacheWrite): Answer {
  if (!many || key.kind !== "array" || key.spreads.length > 0)
    return same(key, write.key);
  return key.items.length > 0 &&
    key.items.every((item) => same(item, write.key) === "no")
    ? "no"
    : same(key, write.key);
}

/** Whether keys of two functions have one form: equal literal pieces around holes that cannot be compared. */
export function haveSameForm(left: Value, right: Value): boolean {
  return keyFormsOf(left).some(
    (form) =>
      isTelling(form) &&
      keyFormsOf(right).some((other) => sameForm(form, other) === "yes"),
  );
}
