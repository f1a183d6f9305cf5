/** Values that tasks make. */
import type { Draft } from "./draft.ts";
import type { Value } from "./state.ts";

/** What a variable holds; a new value where nothing was read into it. */
export function valueFrom(
  from: string | null,
  draft: Draft,
): Value | undefined {
  const held = from === null ? undefined : draft.self.holds[from];
  if (held) return held.value;
  const changes = [nameOf(draft, from ?? String(draft.self.next))];
  return { changes, version: 0 };
}

/** The name of a change: whose, and which. */
export function nameOf({ task }: Draft, which: string): string {
  return `${task}.${which}`;
}
