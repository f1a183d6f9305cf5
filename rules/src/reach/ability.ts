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
  /** Tables that rows are read from: a set of few bits by name, where a bit may stand for several. */
  readonly reads: number;
  /** Tables whose rows are written. */
  readonly writes: number;
}

export const nothing: Doings = { can: 0, reads: 0, writes: 0 };

export function both(one: Doings, other: Doings): Doings {
  const can = one.can | other.can;
  const reads = one.reads | other.reads;
  const writes = one.writes | other.writes;
  if (can === one.can && reads === one.reads && writes === one.writes)
    return one;
  return { can, reads, writes };
}

const readsRow = setOf("row-read");
const writesRow = setOf("row-update", "row-upsert", "row-save", "row-change");

/** The doings of one call; `table` is undefined when its name does not tell. */
export function doingsOf(can: Abilities, table: string | undefined): Doings {
  const rows = table === undefined ? -1 : bitOf(table);
  return {
    can,
    reads: (can & readsRow) === 0 ? 0 : rows,
    writes: (can & writesRow) === 0 ? 0 : rows,
  };
}

/** One of 32 bits. */
function bitOf(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++)
    hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return 1 << (hash & 31);
}
