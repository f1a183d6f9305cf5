/** Where progress is drawn: a terminal's error output. */
export interface ProgressLine {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export interface Progress {
  /** Draws how far the work is, when it has lasted long enough to ask. */
  show(done: number, total: number): void;
  /** Removes what was drawn. */
  clear(): void;
}

/** Nothing is drawn in the first half second, and then ten times a second at most. */
const PATIENCE = 500;
const PAUSE = 100;

/** `now` gives milliseconds. No timer is set: the work itself reports. */
export function createProgress(
  line: ProgressLine,
  now: () => number,
): Progress {
  if (line.isTTY !== true)
    return { show: () => undefined, clear: () => undefined };
  let due = now() + PATIENCE;
  let drawn = false;
  return {
    show(done, total) {
      if (now() < due) return;
      due = now() + PAUSE;
      drawn = true;
      line.write(`\r\u001B[K${String(done)} of ${String(total)} files`);
    },
    clear() {
      if (drawn) line.write("\r\u001B[K");
      drawn = false;
    },
  };
}
