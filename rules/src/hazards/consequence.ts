/** Effects that act as though a write had won, and that add up when two requests both act. */
import type { Effect, FlowModule } from "../analysis/effect.ts";
import { isAsideCall } from "./call-names.ts";
import { entityName } from "../analysis/entity-name.ts";
import type { RowNode } from "./same-row.ts";
import { isRandom } from "./stable-keys.ts";
import { valuesIn } from "../analysis/order.ts";
import { uniquenessOf } from "../schema/table.ts";

/** Notes for people and machines, not facts of the business. */
const records = /log|audit|histor|activit|analytic|metric|event|trace/iu;

export function isConsequence(effect: Effect, update: RowNode): boolean {
  if (isOnlyOnFailure(effect, update)) return false;
  if (effect.frames.some(({ text }) => isAsideCall(text))) return false;
  switch (effect.kind) {
    case "row":
      return addsUp(effect) && !isRecord(effect);
    case "publish":
    case "mail":
      return true;
    case "remote":
      return effect.write;
    default:
      return false;
  }
}

/** Whether a second time leaves something behind: not a message alone, nor a row whose key the first one took. */
export function lastsTwice(effect: Effect, module: FlowModule): boolean {
  if (effect.kind === "mail" || effect.kind === "publish") return false;
  return effect.kind !== "row" || !isRefused(effect, module);
}

function isRefused(effect: RowNode, module: FlowModule): boolean {
  if (effect.operation !== "insert" || effect.data?.kind !== "object")
    return false;
  const kept = [...effect.data.entries].filter(
    ([, value]) => ![...valuesIn(value)].some(isRandom),
  );
  const columns = kept.map(([column]) => column);
  return uniquenessOf(module.table(effect), columns) === "unique";
}

export function isRecord({ entity }: RowNode): boolean {
  return records.test(entityName(entity) ?? "");
}

/** Whether it stands in a `catch` that the update does not stand in. */
export function isOnlyOnFailure(effect: Effect, update: RowNode): boolean {
  return effect.path.some(
    (arm) =>
      arm.outcome === "caught" &&
      !update.path.some((other) => other.branch === arm.branch),
  );
}

function addsUp(effect: RowNode): boolean {
  if (effect.operation === "insert") return effect.conflict === "none";
  if (effect.operation === "change") return true;
  if (effect.operation === "save")
    return !effect.data || ![...valuesIn(effect.data)].some(isResult);
  return effect.operation === "update" && hasCounter(effect);
}

function isResult(value: { readonly kind: string }): boolean {
  return value.kind === "result";
}

function hasCounter({ data }: RowNode): boolean {
  if (!data) return false;
  return [...valuesIn(data)].some(
    (value) =>
      value.kind === "object" &&
      ["increment", "decrement", "$inc", "$push"].some((name) =>
        value.entries.has(name),
      ),
  );
}
