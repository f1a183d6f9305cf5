/** What a task does with locks. */
import type { Draft } from "./draft.ts";
import { withEntry } from "./state.ts";
import type { Wait } from "./wait.ts";

export function takeLock(lock: string, draft: Draft): Wait | undefined {
  const heldBy = draft.stores.locks[lock];
  if (heldBy !== undefined) return { waitsFor: { lock, heldBy } };
  draft.stores.locks = withEntry(draft.stores.locks, lock, draft.task);
  return undefined;
}

export function releaseLock(lock: string, draft: Draft): void {
  const { [lock]: owner, ...others } = draft.stores.locks;
  if (owner === draft.task) draft.stores.locks = others;
}
