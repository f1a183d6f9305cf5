/**
 * Answers about the values of the file under analysis. Values are many and
 * short-lived: one large weak map of them slows down every garbage collection,
 * and a lasting map would keep every file's values in memory.
 */
import type { Value } from "./value.ts";

/** Answers kept; an ordinary file asks about a few thousand values. */
const most = 50_000;

/** Counts the files analysed so far: answers of an earlier one are forgotten. */
let generation = 0;

/** Begins another file. */
export function forgetRecent(): void {
  generation++;
}

export class Recent<Answer, Key extends object = Value> {
  readonly #answers = new Map<Key, Answer>();
  #generation = generation;

  get(value: Key): Answer | undefined {
    this.#forgetOld();
    return this.#answers.get(value);
  }

  set(value: Key, answer: Answer): void {
    this.#forgetOld();
    this.#answers.set(value, answer);
  }

  #forgetOld(): void {
    if (this.#generation === generation && this.#answers.size < most) return;
    this.#generation = generation;
    this.#answers.clear();
  }
}
