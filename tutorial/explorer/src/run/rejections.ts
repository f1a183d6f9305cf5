/** Promises of tasks that are rejected when nobody waits for them any more. */
import type { Actor } from "../actors.ts";
import type { Problem } from "../problem.ts";

/**
 * Takes over from the process's own listeners until `stop`. What is rejected in
 * the meantime and handled by nobody is a problem of the tasks.
 */
export function catchRejections(): {
  readonly first: (
    actors: readonly Actor<never>[],
  ) => Promise<Problem | undefined>;
  readonly stop: () => void;
} {
  const seen: unknown[] = [];
  const notice = (error: unknown) => seen.push(error);
  const others = process.rawListeners(EVENT);
  process.removeAllListeners(EVENT);
  process.on(EVENT, notice);
  return {
    async first(actors) {
      // The process tells of them when the microtasks are done.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return seen.length === 0 ? undefined : problemOf(seen[0], actors);
    },
    stop() {
      process.removeListener(EVENT, notice);
      for (const other of others) process.on(EVENT, other as () => void);
    },
  };
}

const EVENT = "unhandledRejection";

function problemOf(error: unknown, actors: readonly Actor<never>[]): Problem {
  const names = actors.map(({ name }) => name).join(", ");
  return {
    name: "late-rejection",
    text: `A promise was rejected and nobody handled it: ${String(error)}. One of the tasks (${names}) begins something that it does not await. Await it, or handle its error.`,
  };
}
