/** Why a schedule code does not fit, in full sentences. */
import { encode } from "./schedule.ts";
import type { Choice } from "./schedule.ts";

const ADVICE =
  "It was made for other tasks, or they have changed: explore again for a new one.";

/** At `place`, from 0, `wanted` is not possible; or the code has ended there. */
export function misfitText(
  place: number,
  wanted: Choice | undefined,
  options: readonly Choice[],
  names: readonly string[],
): string {
  const possible = options
    .map(
      (option) => `${encode([option], names)} (${String(names[option.actor])})`,
    )
    .join(", ");
  return wanted
    ? `The schedule does not fit: at step ${place + 1} it says ${encode([wanted], names)}, and possible is ${possible}. ${ADVICE}`
    : `The schedule ends after ${place} steps, before the order does: possible is ${possible}. ${ADVICE}`;
}

/** The order is complete before the code has ended. */
export function tooLongText(steps: number, length: number): string {
  return `The order is complete after ${steps} steps, and the schedule has ${length}. ${ADVICE}`;
}
