/** What calls can do, as sets of bits: the terms in which hazards say what they need. */
import type { CallEntry, Delivery } from "../catalog/entry.ts";

const abilities = [
  "cache-read",
  "cache-write",
  "cache-delete",
  "cache-load",
  "cache-change",
  "cache-script",
  "row-read",
  "row-insert",
  "row-update",
  "row-upsert",
  "row-delete",
  "row-change",
  "row-save",
  "publish",
  "mail",
  "remote",
  "response",
  "dedup",
  "verify-webhook",
  /** Not a call: something in the file makes functions run again for the same message. */
  "redelivery",
] as const;

export type Ability = (typeof abilities)[number];

/** A set of abilities, one bit each. */
export type Abilities = number;

export function setOf(...names: readonly Ability[]): Abilities {
  return names.reduce((set, name) => set | (1 << abilities.indexOf(name)), 0);
}

/** SQL text may do anything to rows. */
const anyRow = setOf(
  "row-read",
  "row-insert",
  "row-update",
  "row-upsert",
  "row-delete",
  "row-change",
);

export function abilitiesOf({ gives }: CallEntry): Abilities {
  switch (gives.effect) {
    case "row":
      return gives.operation ? setOf(`row-${gives.operation}`) : 0;
    case "sql":
      return anyRow;
    case "task":
      return deliversAgain(gives.delivery) ? setOf("redelivery") : 0;
    case "transaction":
    case "lock":
    case "step":
    case "view":
    case "cache-expire":
    case "none":
    case "dedup":
    case "identity":
    case "response":
      return 0;
    default:
      return setOf(gives.effect);
  }
}

/** Whether what is delivered so may be delivered a second time. */
export function deliversAgain(delivery: Delivery): boolean {
  return delivery !== "request" && delivery !== "event";
}

/** What some code can do, with the rows it is done to as far as names tell. */
export interface Doings {
  readonly can: Abilities;
  readonly reads: Tables;
  readonly writes: Tables;
}

/** Names of tables; `any` where a name does not tell. */
type Tables = ReadonlySet<string> | "any";

const noTables: Tables = new Set();

export const nothing: Doings = { can: 0, reads: noTables, writes: noTables };

export function both(one: Doings, other: Doings): Doings {
  if (other.can === 0) return one;
  if (one.can === 0) return other;
  const can = one.can | other.can;
  const reads = joined(one.reads, other.reads);
  const writes = joined(one.writes, other.writes);
  if (can === one.can && reads === one.reads && writes === one.writes)
    return one;
  return { can, reads, writes };
}

function joined(one: Tables, other: Tables): Tables {
  if (one === "any" || other === "any") return "any";
  const isWithin = [...other].every((name) => one.has(name));
  return isWithin ? one : new Set([...one, ...other]);
}

/** Whether the one may read rows of a table that the other writes. */
export function shareTable({ reads }: Doings, { writes }: Doings): boolean {
  if (reads === "any") return writes === "any" || writes.size > 0;
  if (writes === "any") return reads.size > 0;
  return [...writes].some((name) => reads.has(name));
}

const readsRow = setOf("row-read");
const writesRow = setOf("row-update", "row-upsert", "row-save", "row-change");

/** The doings of one call; `table` is undefined when its name does not tell. */
export function doingsOf(can: Abilities, table: string | undefined): Doings {
  const rows = table === undefined ? "any" : new Set([table]);
  return {
    can,
    reads: (can & readsRow) === 0 ? noTables : rows,
    writes: (can & writesRow) === 0 ? noTables : rows,
  };
}
