/** Decides which orders are tried. Knows nothing of tasks and worlds. */
import type { LimitReached } from "../limits.ts";
import type { Choice } from "../schedule.ts";

export interface Strategy {
  /** Shown in results. */
  readonly name: string;
  /** Prepares the next order; false when there is none left to try. */
  readonly begin: () => boolean;
  /** The place, in `options`, of what happens next. There are always options. */
  readonly choose: (options: readonly Choice[]) => number;
  /** Asked at the end: why some orders were left out; undefined if none were. */
  readonly leftOut: () => LimitReached | undefined;
}
