/**
 * The alphabet of models: abstract operations on one row, its copies and one
 * message. Each is one step, and nothing comes in between its parts.
 *
 * `into` and `from` name a variable of the task. `from: null` is a new value;
 * `from` a variable that nothing was read into is the task's own new value, the
 * same wherever it is named.
 */
export type Operation =
  | CacheOperation
  | RowOperation
  | MarkerOperation
  | LockOperation
  | { readonly op: "message.publish" }
  /** Answers with what the variable holds. */
  | { readonly op: "response.send"; readonly from: string }
  /**
   * Something that adds up when it is done twice. With `once`, whoever does it
   * remembers a key and leaves the second out.
   */
  | {
      readonly op: "effect.apply";
      readonly name: string;
      readonly once?: true;
    }
  /** Ends the transaction that the task's writes before it stand in. */
  | { readonly op: "commit" }
  /** Here the task may stop for good. To go on is no step of its own. */
  | { readonly op: "crash" }
  /** Several operations as one step, such as a script inside the store. */
  | { readonly op: "atomic"; readonly operations: readonly Operation[] };

type CacheOperation =
  /**
   * A hit stands for the load that follows: the task leaves out its next
   * `row.read` and the `cache.set` of what that reads. With `lease`, a miss
   * leaves a token in the cache unless there is one.
   */
  | { readonly op: "cache.get"; readonly into: string; readonly lease?: true }
  /**
   * `absent`: as `SET … NX`. `newer`: only over an older version, or a tombstone
   * that is not newer. `leased`: only while the task's own token is there.
   */
  | {
      readonly op: "cache.set";
      readonly from: string | null;
      readonly onlyIf?: "absent" | "newer" | "leased";
      /** Another entry than the one that all others speak of. */
      readonly key?: string;
    }
  /** With `tombstone`, leaves the version that the task wrote. Voids a lease. */
  | { readonly op: "cache.delete"; readonly tombstone?: true };

type RowOperation =
  /**
   * From the replica, with `replica`, which may be behind; with `orPrimary`
   * from the primary when the replica lacks what the task wrote. A row that is
   * found stands for the insert that follows, which is left out.
   */
  | {
      readonly op: "row.read";
      readonly into: string;
      readonly replica?: true;
      readonly orPrimary?: true;
    }
  /**
   * A value made of one that was read keeps what went into that, and no more.
   * `guard`: changes the row only if nobody has since the task read it, or
   * since the start. When somebody has, `checked` ends the task with a
   * conflict; `unchecked` goes on as if the row were changed.
   */
  | {
      readonly op: "row.write";
      readonly from: string | null;
      readonly guard?: "checked" | "unchecked";
    }
  /** The database computes the change itself: nothing that is there is lost. */
  | { readonly op: "row.change" }
  /** With `unique`, a second row is refused and the first one is the answer. */
  | { readonly op: "row.insert"; readonly unique?: true };

/** A marker that a message or request was seen. Who finds it ends. */
type MarkerOperation =
  | { readonly op: "marker.check" }
  | { readonly op: "marker.set" }
  /** Looks and sets at once, as a unique insert does. */
  | { readonly op: "marker.claim" };

/** A lock is waited for; a task that ends lets its locks go. */
type LockOperation =
  | { readonly op: "lock.take"; readonly name: string }
  | { readonly op: "lock.release"; readonly name: string };

/** The operations of one name. */
export type OperationOf<Op extends Operation["op"]> = Extract<
  Operation,
  { readonly op: Op }
>;

/** One task of a model. */
export interface ModelTask {
  /** Who acts: "reader", "writer", "first delivery"… */
  readonly actor: string;
  readonly operations: readonly Operation[];
}

/** A few tasks on the same row, and what must hold when all have ended. */
export interface Model {
  /** Says where the stores start and how the invariant is tested. */
  readonly protocol: string;
  readonly tasks: readonly ModelTask[];
  /** One sentence. */
  readonly invariant: string;
}
