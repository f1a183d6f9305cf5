/** What a task does with the row and its replica. */
import type { Draft } from "./draft.ts";
import type { Operation, OperationOf } from "./operation.ts";
import { nameOf } from "./values.ts";
import { waitForTransaction } from "./wait.ts";
import type { Wait } from "./wait.ts";

export function readRow(
  { into, replica, orPrimary }: OperationOf<"row.read">,
  draft: Draft,
  operations: readonly Operation[],
): void {
  const copy = draft.stores.replica;
  const isBehind = (copy?.version ?? 0) < (draft.self.wrote ?? 0);
  const value = replica && !(orPrimary && isBehind) ? copy : draft.row;
  const isStale = (value?.version ?? 0) < (draft.stores.row?.version ?? 0);
  draft.hold(into, { value, source: "row", isStale });
  draft.self.read = value?.version ?? 0;
  const after = operations[draft.self.next + 1];
  if (value && after?.op === "row.insert") draft.self.next += 1;
}

export function writeRow(
  { from, guard }: OperationOf<"row.write">,
  draft: Draft,
): Wait | undefined {
  const wait = waitForTransaction(draft);
  if (wait) return wait;
  const expected = draft.self.read ?? 0;
  if (guard && expected !== (draft.row?.version ?? 0)) {
    if (guard === "checked") draft.end("conflict");
    return undefined;
  }
  if (guard) draft.stores.guarded += 1;
  const read = from === null ? undefined : draft.self.holds[from];
  const isOwn = !read || read.source === "own";
  const kept = isOwn ? [] : (read.value?.changes ?? []);
  const own = isOwn && from !== null ? from : String(draft.self.next);
  const value = draft.writeRow([...kept, nameOf(draft, own)]);
  if (isOwn && from !== null) draft.hold(from, { value, source: "own" });
  return undefined;
}

export function changeRow(draft: Draft): Wait | undefined {
  const wait = waitForTransaction(draft);
  if (wait) return wait;
  const kept = draft.row?.changes ?? [];
  draft.writeRow([...kept, nameOf(draft, String(draft.self.next))]);
  return undefined;
}

export function insertRow(
  { unique }: OperationOf<"row.insert">,
  draft: Draft,
): Wait | undefined {
  if (unique) {
    const wait = waitForTransaction(draft);
    if (wait) return wait;
    if (draft.stores.rows > 0) return undefined;
  }
  if (draft.isInTransaction)
    draft.keep({ rows: (draft.self.uncommitted?.rows ?? 0) + 1 });
  else draft.stores.rows += 1;
  if (!draft.stores.row && !draft.isInTransaction)
    draft.stores.row = { changes: [nameOf(draft, "row")], version: 1 };
  return undefined;
}
