/** Whether a violated unique key is answered, and not only passed on. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { effectsAfter } from "../analysis/order.ts";
import { duplicateError } from "../catalog/idempotency-names.ts";
import { sameEntity } from "../analysis/entity-name.ts";

/** The failure's handler names the error, or it reads what the other request inserted. */
export function isHandledDuplicate(insert: Effect, flow: Flow): boolean {
  const handlers = insert.scopes.filter(({ kind }) => kind === "try");
  if (handlers.length === 0) return false;
  return (
    handlers.some(({ text }) => duplicateError.test(text)) ||
    readsAgain(insert, flow)
  );
}

function readsAgain(insert: Effect, flow: Flow): boolean {
  if (insert.kind !== "row") return false;
  return effectsAfter(flow.effects, insert).some(
    (effect) =>
      effect.kind === "row" &&
      effect.operation === "read" &&
      sameEntity(effect.entity, insert.entity) === "yes" &&
      isCaughtAfter(effect, insert),
  );
}

/** In a failure handler that the insert itself does not stand in. */
function isCaughtAfter(effect: Effect, insert: Effect): boolean {
  return effect.path.some(
    ({ branch, outcome }) =>
      outcome === "caught" && !insert.path.some((arm) => arm.branch === branch),
  );
}
