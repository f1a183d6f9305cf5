/** What a task does to the world outside: answers and effects. */
import type { Draft } from "./draft.ts";
import type { OperationOf } from "./operation.ts";
import { withEntry } from "./state.ts";

export function answer(from: string, draft: Draft): void {
  const held = draft.self.holds[from];
  if (!held?.value) return;
  const { value, by, isStale } = held;
  const { task } = draft;
  const lacksOwnWrite = value.version < (draft.self.wrote ?? 0);
  const isForeign = by !== undefined && by !== task;
  const given = { task, value, lacksOwnWrite, isForeign, isStale };
  draft.stores.answers = [...draft.stores.answers, given].sort(
    (a, b) => a.task - b.task,
  );
}

export function applyEffect(
  { name, once }: OperationOf<"effect.apply">,
  draft: Draft,
): void {
  const times = draft.stores.effects[name] ?? 0;
  if (once && times > 0) return;
  draft.stores.effects = withEntry(draft.stores.effects, name, times + 1);
}
