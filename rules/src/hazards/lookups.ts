/** The lookup that found nothing where an insert happens. */
import { factsAt } from "../analysis/conditions.ts";
import type { Fact } from "../analysis/conditions.ts";
import type { Effect } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import { same } from "../analysis/same.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { lookupName } from "../catalog/idempotency-names.ts";
import { isAbsence } from "./absence.ts";
import { isWhole } from "./answer-parts.ts";
import { conditionPairs } from "./condition-pairs.ts";
import type { Pair } from "./condition-pairs.ts";
import { nounOfCall, nounOfRow } from "./inserts.ts";
import type { Insert } from "./inserts.ts";
import { sameHole, sharesHole } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";

export interface Lookup {
  readonly effect: Effect & { readonly kind: "row" | "opaque" };
  /** The attributes that were looked up and go into the insert. */
  readonly columns: readonly string[];
  /** Whether each of these goes into the insert as the very value that was looked up. */
  readonly isSameValue: boolean;
}

/** The lookup of the same thing whose emptiness leads to the insert. */
export function lookupBefore(insert: Insert): Lookup | undefined {
  for (const fact of factsAt(insert.effect)) {
    if (!isAbsence(fact)) continue;
    for (const source of sourcesOf(fact.left, { tests: true })) {
      const lookup = isAskedFor(fact, source)
        ? lookupIn(source, insert)
        : undefined;
      if (lookup) return lookup;
    }
  }
  return undefined;
}

/** The answer itself is tested, or what a helper made of it. */
function isAskedFor({ left }: Fact, source: Effect): boolean {
  return isWhole(left, source) || left.kind === "choice";
}

function lookupIn(source: Effect, insert: Insert): Lookup | undefined {
  if (source.kind === "row" && source.operation === "read")
    return rowLookup(source, insert);
  return source.kind === "opaque" && lookupName.test(calleeName(source.callee))
    ? namedLookup(source, insert)
    : undefined;
}

function rowLookup(read: RowNode, insert: Insert): Lookup | undefined {
  const noun = nounOfRow(read);
  if (noun === "" || noun !== insert.noun || !read.where) return undefined;
  const links = lookedUp(read.where).flatMap((pair) => linkOf(pair, insert));
  // Whoever gives the row its id relies on the primary key.
  if (links.some(({ column }) => /^_?id$/iu.test(column))) return undefined;
  if (links.length === 0)
    return insert.effect.kind === "opaque" && sharesArgument(read.where, insert)
      ? { effect: read, columns: [], isSameValue: false }
      : undefined;
  return {
    effect: read,
    columns: links.map(({ column }) => column),
    isSameValue: links.every(({ isSame }) => isSame),
  };
}

/** Comparisons of the condition; those inside an `OR` too, for each alone can find the row. */
function lookedUp(where: Value): readonly Pair[] {
  const known = conditionPairs(where);
  const others = [...valuesIn(where)].flatMap((value) =>
    value.kind === "object"
      ? [...value.entries].map(([column, entry]) => ({ column, value: entry }))
      : [],
  );
  const columns = new Set(known.map(({ column }) => column));
  return [...known, ...others.filter(({ column }) => !columns.has(column))];
}

interface Link {
  readonly column: string;
  readonly isSame: boolean;
}

function linkOf({ column, value }: Pair, insert: Insert): readonly Link[] {
  const given =
    insert.valueOf(column) ?? insert.valueOf(column.replace(/_?id$/iu, ""));
  if (!given) return [];
  if (sameHole(value, given)) return [{ column, isSame: true }];
  if (value.kind === "constant")
    return same(value, given) === "yes" ? [{ column, isSame: true }] : [];
  return sharesHole(value, given) || isFoundBy(given, value)
    ? [{ column, isSame: false }]
    : [];
}

/** The row that was found by the same key stands in the column: `user` for `userId`. */
function isFoundBy(given: Value, key: Value): boolean {
  return (
    given.kind === "result" &&
    given.effect.kind === "row" &&
    given.effect.where !== undefined &&
    sharesHole(given.effect.where, key)
  );
}

function namedLookup(
  call: Effect & { readonly kind: "opaque" },
  insert: Insert,
): Lookup | undefined {
  if (nounOfCall(call) !== insert.noun) return undefined;
  return call.args.some((arg) => sharesArgument(arg, insert))
    ? { effect: call, columns: [], isSameValue: false }
    : undefined;
}

function sharesArgument(value: Value, { effect }: Insert): boolean {
  const given = effect.kind === "row" ? [effect.data] : effect.args;
  return given.some((arg) => arg !== undefined && sharesHole(value, arg));
}
