/**
 * Schedule codes: an order as one short printable word, such as `RRWWR`.
 *
 * A letter for each step, naming the task that takes it: the first letter of its
 * name, or `A`, `B`, `C`… where two names begin alike. A mark after the letter
 * says that the task did not take a plain step. This is format 1; a later one
 * would begin with its number and a colon.
 */

/** What happens to a task at its turn. */
export type Turn =
  | "step"
  /** The task stops for good, after its last step. */
  | "crash"
  /** The step is done, but the task is told that it timed out. */
  | "timeout";

export interface Choice {
  /** Place of the task among the tasks. */
  readonly actor: number;
  readonly turn: Turn;
}

const MARKS: Readonly<Record<Turn, string>> = {
  step: "",
  crash: "!",
  timeout: "~",
};

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** As many tasks as there are letters. */
export const MOST_ACTORS = ALPHABET.length;

/** The letter of each task, in their order. */
function lettersOf(names: readonly string[]): readonly string[] {
  const initials = names.map((name) => name.slice(0, 1).toUpperCase());
  const isClear =
    new Set(initials).size === names.length &&
    initials.every((letter) => /^[A-Z]$/u.test(letter));
  return isClear ? initials : names.map((_, index) => ALPHABET[index] ?? "?");
}

/** Writes an order of tasks of these names. */
export function encode(
  order: readonly Choice[],
  names: readonly string[],
): string {
  const letters = lettersOf(names);
  return order
    .map(({ actor, turn }) => `${letters[actor] ?? "?"}${MARKS[turn]}`)
    .join("");
}

/** Reads a code; a code for other tasks is told in one sentence. */
export function decode(
  code: string,
  names: readonly string[],
): { readonly order: readonly Choice[] } | { readonly problem: string } {
  const letters = lettersOf(names);
  const order: Choice[] = [];
  for (const [, letter = "", mark = ""] of code.matchAll(/(.)([!~]?)/gsu)) {
    const actor = letters.indexOf(letter);
    if (actor < 0) return { problem: unknownLetter(letter, letters, names) };
    order.push({ actor, turn: TURNS[mark] ?? "step" });
  }
  return { order };
}

const TURNS: Readonly<Record<string, Turn>> = { "!": "crash", "~": "timeout" };

function unknownLetter(
  letter: string,
  letters: readonly string[],
  names: readonly string[],
): string {
  const known = names.map(
    (name, index) => `${letters[index] ?? "?"} (${name})`,
  );
  return `The schedule names "${letter}", and no task has that letter. The letters are ${known.join(", ")}.`;
}
