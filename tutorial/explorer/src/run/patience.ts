/** How long a task's own code may be on its way to its next step or end. */
import type { Limits } from "../limits.ts";
import { now } from "./nondeterminism.ts";

export class Patience {
  readonly #limits: Limits;
  /** Turns of the microtask queue since the task goes on. */
  #turns = 0;
  /** Since when the task has had all its turns; 0 when it has not. */
  #impatientFrom = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** For the next task. */
  renew(): void {
    this.#turns = 0;
    this.#impatientFrom = 0;
  }

  /** What is waited for before the task is looked at again; undefined at the end of patience. */
  next(): Promise<void> | undefined {
    const { turns, patience } = this.#limits;
    this.#turns += 1;
    if (this.#turns <= turns) return NEXT_MICROTASK;
    this.#impatientFrom ||= now();
    if (now() - this.#impatientFrom >= patience) return undefined;
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  /** In words, what comes after its end. */
  get ended(): string {
    const { turns, patience } = this.#limits;
    return `neither takes another step nor ends. It awaits something that is not a step, such as a timer or a request, or it loops without a step (limit turns: ${turns}). Put what it awaits into a step, or say how many milliseconds it may take (limit patience: ${patience}).`;
  }
}

const NEXT_MICROTASK = Promise.resolve();
