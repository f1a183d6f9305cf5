/** A way for tasks to share a fact, with what is true of it. */
import type { Meaning } from "../model/meaning.ts";
import type { Model } from "../model/operation.ts";

export interface Protocol {
  /** As models name it. */
  readonly name: string;
  /** One line for the table. */
  readonly title: string;
  readonly use:
    | "hazard"
    /** Why tests pass: the same code, and no order breaks it. */
    | "safe case"
    /** Looks like a remedy and is none. */
    | "half-fix"
    | "fix";
  /** One paragraph: how it works, and why it breaks or holds. */
  readonly explanation: string;
  readonly meaning: Meaning;
  readonly model: Model;
}

/** A protocol of these tasks. */
export function protocol(
  name: string,
  parts: Omit<Protocol, "name" | "model"> & {
    readonly tasks: Model["tasks"];
    readonly invariant: string;
  },
): Protocol {
  const { tasks, invariant, ...rest } = parts;
  return { name, ...rest, model: { protocol: name, tasks, invariant } };
}
