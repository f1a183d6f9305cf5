/** Tests that ask whether anything was found. */
import type { Fact } from "../analysis/conditions.ts";

/** Goes on only if nothing was found: the first delivery leaves something behind. */
export function isAbsence({ operator, left, right }: Fact): boolean {
  const isNothing = [left, right].some(
    (side) =>
      side?.kind === "constant" && (side.value == null || side.value === 0),
  );
  const isBelowOne = right?.kind === "constant" && right.value === 1;
  return (
    operator === "falsy" ||
    ((operator === "===" || operator === "<=") && isNothing) ||
    (operator === "<" && isBelowOne)
  );
}
