/** What each operation does to the stores and to its task. */
import { deleteFromCache, getFromCache, setInCache } from "./cache.ts";
import { Draft } from "./draft.ts";
import { answer, applyEffect } from "./effects.ts";
import { releaseLock, takeLock } from "./locks.ts";
import { checkMarker, claimMarker, setMarker } from "./markers.ts";
import type { Operation } from "./operation.ts";
import { changeRow, insertRow, readRow, writeRow } from "./rows.ts";
import type { State } from "./state.ts";
import type { Wait } from "./wait.ts";

/**
 * The state after `task` has done its next operation, or what it waits for.
 * The operation must not be a `crash`.
 */
export function apply(
  state: State,
  task: number,
  operations: readonly Operation[],
): State | Wait {
  const next = state.tasks[task]?.next ?? 0;
  const isInTransaction = operations
    .slice(next)
    .some(({ op }) => op === "commit");
  const draft = new Draft(state, task, isInTransaction);
  const operation = operations[next];
  const wait = operation && perform(operation, draft, operations);
  if (wait) return wait;
  draft.self.next += 1;
  if (isRunning(draft) && draft.self.next >= operations.length)
    draft.end("returned");
  return draft.done();
}

function perform(
  operation: Operation,
  draft: Draft,
  operations: readonly Operation[],
): Wait | undefined {
  switch (operation.op) {
    case "cache.get":
      getFromCache(operation, draft, operations);
      return undefined;
    case "cache.set":
      setInCache(operation, draft);
      return undefined;
    case "cache.delete":
      deleteFromCache(operation, draft);
      return undefined;
    case "row.read":
      readRow(operation, draft, operations);
      return undefined;
    case "row.write":
      return writeRow(operation, draft);
    case "row.change":
      return changeRow(draft);
    case "row.insert":
      return insertRow(operation, draft);
    case "marker.check":
      checkMarker(draft);
      return undefined;
    case "marker.set":
      setMarker(draft);
      return undefined;
    case "marker.claim":
      return claimMarker(draft);
    case "lock.take":
      return takeLock(operation.name, draft);
    case "lock.release":
      releaseLock(operation.name, draft);
      return undefined;
    case "message.publish":
      draft.stores.messages += 1;
      return undefined;
    case "response.send":
      answer(operation.from, draft);
      return undefined;
    case "effect.apply":
      applyEffect(operation, draft);
      return undefined;
    case "commit":
      draft.commit();
      return undefined;
    case "crash":
      return undefined;
    case "atomic":
      return performAll(operation.operations, draft);
  }
}

/** The parts wait together: none is done before all can be. */
function performAll(
  parts: readonly Operation[],
  draft: Draft,
): Wait | undefined {
  for (const part of parts) {
    const wait = perform(part, draft, []);
    if (wait) return wait;
    if (!isRunning(draft)) return undefined;
  }
  return undefined;
}

function isRunning({ self }: Draft): boolean {
  return self.end === "running";
}
