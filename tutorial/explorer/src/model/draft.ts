/** One task at work on a copy of the state: what operations are written in. */
import { withEntry } from "./state.ts";
import type {
  Held,
  State,
  Stores,
  TaskState,
  Uncommitted,
  Value,
} from "./state.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A copy of the state that one step may change. */
export class Draft {
  readonly stores: Mutable<Stores>;
  readonly self: Mutable<TaskState>;
  readonly task: number;
  /** Whether a commit of the task is still to come. */
  readonly isInTransaction: boolean;
  readonly #tasks: readonly TaskState[];

  constructor(state: State, task: number, isInTransaction: boolean) {
    const self = state.tasks[task];
    if (!self) throw new RangeError(`There is no task ${task}.`);
    this.stores = { ...state.stores };
    this.self = { ...self };
    this.task = task;
    this.isInTransaction = isInTransaction;
    this.#tasks = state.tasks;
  }

  /** The state after the step. */
  done(): State {
    const { stores, self, task } = this;
    return { stores, tasks: this.#tasks.with(task, self) };
  }

  hold(name: string, held: Partial<Held> & Pick<Held, "value" | "source">) {
    const all = { by: undefined, isStale: false, ...held };
    this.self.holds = withEntry(this.self.holds, name, all);
  }

  /** The row as the task sees it: its own writes first. */
  get row(): Value | undefined {
    return this.self.uncommitted?.row ?? this.stores.row;
  }

  /** Puts a value into the row: at once, or with the commit that is to come. */
  writeRow(changes: readonly string[]): Value {
    const version = (this.row?.version ?? 0) + 1;
    const value = { changes: [...changes].sort(), version };
    if (this.isInTransaction) this.keep({ row: value });
    else this.#showRow(value);
    this.self.wrote = version;
    return value;
  }

  /** Adds to what the commit will show. */
  keep(part: Partial<Uncommitted>): void {
    const before = this.self.uncommitted ?? none;
    this.self.uncommitted = { ...before, ...part };
  }

  /** Shows what was kept back. */
  commit(): void {
    const { row, rows, marker } = this.self.uncommitted ?? none;
    if (row) this.#showRow(row);
    this.stores.rows += rows;
    this.stores.marker ||= marker;
    this.self.uncommitted = undefined;
  }

  /** Ends the task: what it kept back is lost, and its locks are free. */
  end(how: "returned" | "recognised" | "conflict" | "crashed"): void {
    this.self.end = how;
    this.self.uncommitted = undefined;
    const locks = Object.entries(this.stores.locks);
    this.stores.locks = Object.fromEntries(
      locks.filter(([, owner]) => owner !== this.task),
    );
  }

  /** The first other task that keeps something back. */
  get otherTransaction(): number | undefined {
    const found = this.#tasks.findIndex(
      ({ uncommitted }, index) => index !== this.task && uncommitted,
    );
    return found < 0 ? undefined : found;
  }

  #showRow(value: Value): void {
    if (!this.stores.row) this.stores.rows = 1;
    this.stores.row = value;
    this.stores.replicating = [...this.stores.replicating, value];
  }
}

const none: Uncommitted = { row: undefined, rows: 0, marker: false };
