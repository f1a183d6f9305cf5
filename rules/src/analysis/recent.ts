/**
 * Answers about the newest values. Values are many and short-lived: one large
 * weak map of them would slow down every garbage collection.
 */
import type { Value } from "./value.ts";

/** Answers kept; an ordinary file asks about a few thousand values. */
const most = 50_000;

export class Recent<Answer> {
  readonly #answers = new Map<Value, Answer>();

  get(value: Value): Answer | undefined {
    return this.#answers.get(value);
  }

  set(value: Value, answer: Answer): void {
    if (this.#answers.size >= most) this.#answers.clear();
    this.#answers.set(value, answer);
  }
}
