/** Whether a state that was read decided that a write happens, and whether that matters. */
import { factsAt } from "../analysis/conditions.ts";
import type { Fact } from "../analysis/conditions.ts";
import type { Arm, Effect, FlowModule } from "../analysis/effect.ts";
import { valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { same } from "../analysis/same.ts";
import { isConsequence, lastsTwice } from "./consequence.ts";
import { isStateLike } from "./dependence.ts";
import type { Dependence } from "./dependence.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { RowNode } from "./same-row.ts";
import { writtenFields } from "./written-fields.ts";

export function decidedBy(
  update: RowNode,
  read: RowNode,
  after: readonly Effect[],
  module: FlowModule,
): Dependence | undefined {
  const written = writtenFields(update);
  const consequences = after.filter((effect) => isConsequence(effect, update));
  let found: Dependence | undefined;
  for (const fact of factsAt(update)) {
    const tested = testedField(fact, read);
    const value = tested && written.get(tested.field);
    if (!tested || !value || !isStateLike(tested.field)) continue;
    const stops = stopsAgain(fact, tested.other, value);
    const under = consequences.filter((effect) => isUnder(effect, fact.arm));
    const lasting = under.find((effect) => lastsTwice(effect, module));
    const consequence = lasting ?? under[0];
    const matters =
      stops === "other state" || (stops === "same state" && consequence);
    if (!matters) continue;
    const proved =
      stops === "other state"
        ? fact.operator === "===" && value.kind === "constant"
        : consequence !== undefined && fact.operator !== "other";
    const again =
      stops === "same state" && isLeftByWrite(fact, tested.other, value)
        ? !lasting && consequence
        : undefined;
    if (!found || (proved && (!found.proved || (found.again && !again))))
      found = {
        kind: "decided",
        field: tested.field,
        value,
        proved,
        ...(again && { again }),
        ...(fact.operator === "===" &&
          tested.other && { expected: tested.other }),
      };
  }
  return found;
}

/** What happens whether or not the test passed does not rest on it. */
function isUnder(effect: Effect, { branch, taken }: Arm): boolean {
  return effect.path.some(
    (arm) => arm.branch === branch && arm.taken === taken,
  );
}

/**
 * What the test would have said after the write. "other state": the write
 * leaves a named state, so a write from that state by somebody else is lost.
 * "same state": a second run is stopped, and changes nothing by itself.
 * "no": the test would pass again, so it guards nothing that is written.
 */
function stopsAgain(
  fact: Fact,
  other: Value | undefined,
  written: Value,
): "other state" | "same state" | "no" {
  switch (fact.operator) {
    case "===":
      return other && same(other, written) === "yes" ? "no" : "other state";
    case "!==":
      return "same state";
    case "truthy":
    case "falsy":
      return isMembership(fact.left)
        ? membership(fact, written)
        : truth(fact, written);
    default:
      return fact.operator === "other" && other ? "same state" : "no";
  }
}

/** Whether the state that the test turns away is the one that the write makes; from another one, a write is lost. */
function isLeftByWrite(
  fact: Fact,
  other: Value | undefined,
  written: Value,
): boolean {
  const options = isMembership(fact.left)
    ? [...valuesIn(fact.left)]
    : fact.operator === "!==" && other
      ? [other]
      : undefined;
  return !options?.every((option) => same(option, written) !== "yes");
}

/** `if (row.usedAt) throw` before a write that sets it; `if (row.active)` before one that clears it. */
function truth(fact: Fact, written: Value): "same state" | "no" {
  const clears =
    written.kind === "constant" && !written.value && written.value !== "";
  const stops = fact.operator === "truthy" ? clears : !clears;
  return stops ? "same state" : "no";
}

function isMembership(value: Value): boolean {
  return (
    value.kind === "call" &&
    /^(?:includes|has|indexOf|some)$/u.test(calleeName(value.callee))
  );
}

/** `["pending", "held"].includes(row.status)` */
function membership(fact: Fact, written: Value): "other state" | "same state" {
  if (fact.operator === "falsy") return "same state";
  const options = [...valuesIn(fact.left)];
  return options.some((option) => same(option, written) === "yes")
    ? "same state"
    : "other state";
}

/** The property of the read row that a fact is about, and what it is compared with. */
function testedField(
  fact: Fact,
  read: RowNode,
): { readonly field: string; readonly other: Value | undefined } | undefined {
  const sides = [
    { side: fact.left, other: fact.right },
    { side: fact.right, other: fact.left },
  ];
  for (const { side, other } of sides) {
    const field = side && fieldOf(side, read);
    if (field !== undefined) return { field, other };
  }
  return undefined;
}

function fieldOf(value: Value, read: RowNode): string | undefined {
  if (value.kind === "call")
    return [value.callee, ...value.args]
      .map((part) => fieldOf(part, read))
      .find((name) => name !== undefined);
  if (value.kind !== "member" || typeof value.property !== "string")
    return undefined;
  return isRowOf(value.object, read) ? value.property : methodOf(value, read);
}

const textMethods = new Set([
  "toLowerCase",
  "toUpperCase",
  "toString",
  "trim",
  "includes",
  "startsWith",
]);

function methodOf(
  value: Value & { kind: "member" },
  read: RowNode,
): string | undefined {
  return typeof value.property === "string" && textMethods.has(value.property)
    ? fieldOf(value.object, read)
    : undefined;
}
