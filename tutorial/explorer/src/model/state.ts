/** What a model's tasks share and what each of them knows. Immutable. */
import type { Operation } from "./operation.ts";

/** A value of the row: which changes went into it, and the version it has. */
export interface Value {
  /** Names of changes, sorted; none in the value from before the start. */
  readonly changes: readonly string[];
  /** Grows by one with each change of the row. */
  readonly version: number;
}

/** What lies under a key. */
export type Entry =
  | {
      readonly kind: "value";
      readonly value: Value;
      /** The task that put it there, by its place. */
      readonly by: number | undefined;
    }
  | { readonly kind: "tombstone"; readonly version: number }
  /** A token that a miss left, and whose it is. */
  | { readonly kind: "lease"; readonly by: number };

/** What a variable of a task holds. */
export interface Held {
  /** `undefined` when the task looked and found nothing. */
  readonly value: Value | undefined;
  /** `own` was never read by the task, only written. */
  readonly source: "row" | "cache" | "own";
  /** The task that put it into the cache it was read from. */
  readonly by: number | undefined;
  /** Whether the row had moved on when it was read from a copy. */
  readonly isStale: boolean;
}

/** What a task answered with. */
export interface Answer {
  readonly task: number;
  readonly value: Value;
  /** It lacks what the task itself had written before. */
  readonly lacksOwnWrite: boolean;
  /** It was put into the cache by another task. */
  readonly isForeign: boolean;
  /** It was behind the row when the task took it from a copy. */
  readonly isStale: boolean;
}

export type TaskEnd =
  | "running"
  | "returned"
  /** Recognised what it was to do as done. */
  | "recognised"
  | "conflict"
  | "crashed";

export interface TaskState {
  readonly end: TaskEnd;
  /** Place of its next operation. */
  readonly next: number;
  readonly holds: Readonly<Record<string, Held>>;
  /** Version of the row that it read last. */
  readonly read: number | undefined;
  /** Version of its last write. */
  readonly wrote: number | undefined;
  /** Its writes that are not committed yet. */
  readonly uncommitted: Uncommitted | undefined;
}

export interface Uncommitted {
  readonly row: Value | undefined;
  readonly rows: number;
  readonly marker: boolean;
}

/** The stores. */
export interface Stores {
  /** `undefined` when there is no row. */
  readonly row: Value | undefined;
  /** How many rows there are. */
  readonly rows: number;
  /** How often a guarded write found the row as expected. */
  readonly guarded: number;
  readonly replica: Value | undefined;
  /** What the replica has still to take over, oldest first. */
  readonly replicating: readonly Value[];
  /** By key; `""` is the key that operations mean that name none. */
  readonly cache: Readonly<Record<string, Entry>>;
  readonly marker: boolean;
  /** How often each effect was applied. */
  readonly effects: Readonly<Record<string, number>>;
  readonly messages: number;
  /** First task first: who answered when makes no difference. */
  readonly answers: readonly Answer[];
  /** Who holds each lock that is taken. */
  readonly locks: Readonly<Record<string, number>>;
}

export interface State {
  readonly tasks: readonly TaskState[];
  readonly stores: Stores;
}

/** The key of the cache that a model is about. */
export const MAIN = "";

/** The row's value before anybody acts. */
export const OLD: Value = { changes: [], version: 0 };

/** A row, a replica that has it, and nothing else. */
export const COLD: Stores = {
  row: OLD,
  rows: 1,
  guarded: 0,
  replica: OLD,
  replicating: [],
  cache: {},
  marker: false,
  effects: {},
  messages: 0,
  answers: [],
  locks: {},
};

/** As `COLD`, and the cache holds what the row holds. */
export const WARM: Stores = {
  ...COLD,
  cache: { [MAIN]: { kind: "value", value: OLD, by: undefined } },
};

/** As `COLD`, without a row. */
export const NO_ROW: Stores = {
  ...COLD,
  row: undefined,
  rows: 0,
  replica: undefined,
};

/** Before the first step. */
export function startOf(
  tasks: readonly (readonly Operation[])[],
  stores: Stores,
): State {
  return {
    stores,
    tasks: tasks.map((operations) => ({
      end: operations.length === 0 ? "returned" : "running",
      next: 0,
      holds: {},
      read: undefined,
      wrote: undefined,
      uncommitted: undefined,
    })),
  };
}

/** A record with one entry changed. Keys are sorted: equal records are equal as text. */
export function withEntry<Item>(
  record: Readonly<Record<string, Item>>,
  key: string,
  item: Item,
): Readonly<Record<string, Item>> {
  const entries = Object.entries({ ...record, [key]: item });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether two values, or their absences, are of the same content. */
export function isSame(
  left: Value | undefined,
  right: Value | undefined,
): boolean {
  return left?.changes.join() === right?.changes.join();
}
