/**
 * A finding: one place where two copies of a fact can disagree, with the order
 * of events that shows it.
 *
 * Plain data, JSON-serialisable, with no reference to a syntax tree, an editor
 * or ESLint. ESLint text, editor views and terminal output are renderings of
 * it.
 */

/** Public rule names, without the plugin's prefix. */
export type RuleName =
  | "no-cache-aside-race"
  | "no-early-invalidation"
  | "no-floating-invalidation"
  | "require-cache-ttl"
  | "no-unordered-cache-write"
  | "require-version-check"
  | "require-idempotent-handler"
  | "no-check-then-insert"
  | "no-dual-write"
  | "require-atomic-dedup"
  | "require-idempotency-key"
  | "require-invalidation"
  | "no-blind-overwrite"
  | "require-conflict-handling"
  | "require-version-in-response"
  | "require-read-your-writes"
  | "no-shared-stale-response"
  | "no-hardcoded-staleness-window";

/**
 * `certain`: every link of the chain is proved by imports, declared types or
 * settings. `possible`: at least one link rests on a name or on code that
 * could not be followed.
 */
export type Certainty = "certain" | "possible";

/** A position in a text. `line` counts from 1, `column` from 0 (as ESTree does). */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A range of one file. `range` holds UTF-16 offsets, end exclusive. */
export interface Location {
  /** Absolute path. */
  readonly file: string;
  readonly range: readonly [number, number];
  readonly start: Position;
  readonly end: Position;
}

/** One event of the breaking order. */
export interface Step {
  /** Who acts: "reader", "writer", "first delivery", "second delivery"... */
  readonly actor: string;
  /** What is done, as one short sentence in the user's own names. */
  readonly operation: string;
  /** The key, row or recipient it is done to, as the user spells it. */
  readonly target: string;
  /** Where the code does it; absent for events outside the analysed code. */
  readonly location?: Location;
  /** State after the step, where it helps ("the cache holds the old row"). */
  readonly after?: string;
}

/**
 * Abstract operations on one key, one row, one message: what an enumeration of
 * all orders steps through. `into` and `from` name a task's own variable;
 * `from: null` is a new value, and `from` a variable that nothing was read into
 * is the task's own new value, the same wherever it is named.
 */
export type ModelOperation =
  /** With `lease`, a miss leaves a token, which a delete takes away. */
  | { readonly op: "cache.get"; readonly into: string; readonly lease?: true }
  | {
      readonly op: "cache.set";
      readonly from: string | null;
      /** Stores only while the task's own token is there. */
      readonly onlyIf?: "leased";
    }
  | { readonly op: "cache.delete" }
  | { readonly op: "row.read"; readonly into: string; readonly replica?: true }
  | {
      readonly op: "row.write";
      readonly from: string | null;
      /**
       * Changes the row only if nobody has since the task read it, or since the
       * start. `checked`: the task ends when somebody has; `unchecked`: it goes on.
       */
      readonly guard?: "checked" | "unchecked";
    }
  /** The database computes the change itself. */
  | { readonly op: "row.change" }
  | { readonly op: "row.insert" }
  /** A marker that a message or request was seen, looked at and set in two steps. */
  | { readonly op: "marker.check" }
  | { readonly op: "marker.set" }
  | { readonly op: "message.publish" }
  | { readonly op: "response.send"; readonly from: string }
  /** Something that adds up when it is done twice. */
  | {
      readonly op: "effect.apply";
      readonly name: string;
      /** Whoever does it remembers a key, and leaves the second out. */
      readonly once?: true;
    }
  /** Everything before it becomes visible to others at once, here. */
  | { readonly op: "commit" }
  /** The task may stop here for good. */
  | { readonly op: "crash" };

/** The smallest program that breaks in the same way as the user's code. */
export interface Model {
  /** Name of the protocol in the table of protocols, e.g. `cache-aside-delete`. */
  readonly protocol: string;
  readonly tasks: readonly {
    readonly actor: string;
    readonly operations: readonly ModelOperation[];
  }[];
  /** What must hold at the end, in one sentence. */
  readonly invariant: string;
}

/** Something that was believed, with the setting that changes the belief. */
export interface Assumption {
  readonly text: string;
  readonly setting?: string;
}

/** A replacement of text, or a new file. */
export interface Edit {
  readonly file: string;
  readonly range: readonly [number, number];
  readonly text: string;
  /**
   * `text` is the whole text of a new file, and `range` is empty. A file that
   * is there already is left alone.
   */
  readonly create?: true;
}

/** A remedy. Offered as a suggestion, never applied by itself. */
export interface Fix {
  /** Imperative, names the construct: "Count in the database with `increment`". */
  readonly title: string;
  /** The protocol it brings the code to. */
  readonly protocol: string;
  /** The finding's model as the fix leaves it; its bad orders number zero. */
  readonly model: Model;
  readonly edits: readonly Edit[];
  /** What it assumes or leaves open, in one sentence. */
  readonly leavesOpen: string;
}

export interface Finding {
  readonly rule: RuleName;
  readonly certainty: Certainty;
  /** What happens, then the remedy, in full sentences. */
  readonly message: string;
  /** The narrow range to mark: the write or the repeated effect. */
  readonly location: Location;
  readonly steps: readonly Step[];
  readonly model: Model;
  readonly assumptions: readonly Assumption[];
  readonly fixes: readonly Fix[];
}
