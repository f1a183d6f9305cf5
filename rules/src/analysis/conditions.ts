/** What is known to hold where an effect happens, taken apart into single comparisons. */
import type { Arm, Effect } from "./effect.ts";
import type { Value } from "./value.ts";

/** `left operator right` is known to hold; for plain truth the operator is `truthy` or `falsy`. */
export interface Fact {
  readonly operator:
    "truthy" | "falsy" | "===" | "!==" | "<" | "<=" | ">" | ">=" | "other";
  readonly left: Value;
  readonly right?: Value;
  readonly arm: Arm;
}

export function factsAt(effect: Effect): readonly Fact[] {
  return effect.path.flatMap(factsOf);
}

function factsOf(arm: Arm): readonly Fact[] {
  if (!arm.test || (arm.outcome !== "truthy" && arm.outcome !== "falsy"))
    return [];
  return split(arm.test, arm.outcome === "truthy", arm);
}

const negated: Readonly<Record<string, Fact["operator"]>> = {
  "===": "!==",
  "!==": "===",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

function split(test: Value, holds: boolean, arm: Arm): readonly Fact[] {
  if (test.kind !== "operation")
    return [{ operator: holds ? "truthy" : "falsy", left: test, arm }];
  const [left, right] = test.operands;
  if (!left) return [];
  if (test.operator === "!") return split(left, !holds, arm);
  if (!right) return [{ operator: holds ? "truthy" : "falsy", left, arm }];
  if (test.operator === "??")
    return splitFallback(test, left, right, holds, arm);
  if (test.operator === "&&" || test.operator === "||")
    return splitLogical(test.operator, left, right, holds, arm);
  const operator =
    test.operator === "=="
      ? "==="
      : test.operator === "!="
        ? "!=="
        : test.operator;
  const known = holds ? operator : negated[operator];
  return [
    { operator: isComparison(known) ? known : "other", left, right, arm },
  ];
}

/** Both sides of a true `&&` hold; of a false one only that not both do. */
function splitLogical(
  operator: string,
  left: Value,
  right: Value,
  holds: boolean,
  arm: Arm,
): readonly Fact[] {
  const parts = [...split(left, holds, arm), ...split(right, holds, arm)];
  const isCertain = (operator === "&&") === holds;
  return isCertain
    ? parts
    : parts.map((fact) => ({ ...fact, operator: "other" as const }));
}

/** `row ?? null` is false only if `row` is; it is true for `row`'s sake where the other side never is. */
function splitFallback(
  test: Value,
  left: Value,
  right: Value,
  holds: boolean,
  arm: Arm,
): readonly Fact[] {
  const isNothing = right.kind === "constant" && !right.value;
  return !holds || isNothing
    ? split(left, holds, arm)
    : [{ operator: "truthy", left: test, arm }];
}

function isComparison(
  operator: string | undefined,
): operator is Fact["operator"] {
  return operator !== undefined && operator in negated;
}
