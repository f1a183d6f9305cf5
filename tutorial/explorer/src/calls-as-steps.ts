/** Turns the calls of existing clients into steps, so that code is explored as it is. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Step, Task } from "./scenario.ts";

/** A client, and the names of its methods that become steps. */
export type Client = readonly [client: object, ...methods: readonly string[]];

export interface CallsAsSteps {
  /** A task whose calls of the clients are its steps, whoever makes them for it. */
  readonly task: <World>(task: Task<World>) => Task<World>;
  /** Gives the clients their own methods back. */
  readonly restore: () => void;
}

/**
 * Replaces methods of clients, until `restore`. Called inside a task, such a
 * method waits for the task's turn and is one step; called anywhere else, also
 * by another step, it does what it always did.
 */
export function callsAsSteps(...clients: readonly Client[]): CallsAsSteps {
  const current = new AsyncLocalStorage<Step | undefined>();
  const undo = clients.flatMap(([client, ...methods]) =>
    methods.map((method) => replace(client, method, current)),
  );
  return {
    task: (task) => (world, step) => {
      const ownStep: Step = (name, action, options) =>
        step(name, () => current.run(undefined, action), options);
      return current.run(ownStep, () => task(world, ownStep));
    },
    restore() {
      for (const one of undo) one();
    },
  };
}

type Method = (...args: unknown[]) => unknown;

function replace(
  client: object,
  name: string,
  current: AsyncLocalStorage<Step | undefined>,
): () => void {
  const owner = client as Record<string, unknown>;
  const own = Object.getOwnPropertyDescriptor(client, name);
  const real = owner[name];
  if (typeof real !== "function")
    throw new TypeError(`The client has no method "${name}".`);
  const call = (args: unknown[]) => (real as Method).apply(client, args);
  owner[name] = (...args: unknown[]) => {
    const step = current.getStore();
    if (!step) return call(args);
    return step(name, () => call(args));
  };
  return () => {
    if (own) Object.defineProperty(client, name, own);
    else Reflect.deleteProperty(client, name);
  };
}
