/** What a task does with the marker of a message that was seen. */
import type { Draft } from "./draft.ts";
import { waitForTransaction } from "./wait.ts";
import type { Wait } from "./wait.ts";

export function checkMarker(draft: Draft): void {
  if (isMarked(draft)) draft.end("recognised");
}

function isMarked({ self, stores }: Draft): boolean {
  return stores.marker || self.uncommitted?.marker === true;
}

export function setMarker(draft: Draft): void {
  if (draft.isInTransaction) draft.keep({ marker: true });
  else draft.stores.marker = true;
}

export function claimMarker(draft: Draft): Wait | undefined {
  const wait = waitForTransaction(draft);
  if (wait) return wait;
  if (isMarked(draft)) draft.end("recognised");
  else setMarker(draft);
  return undefined;
}
