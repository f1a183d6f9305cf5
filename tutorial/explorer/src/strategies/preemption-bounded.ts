import { reached } from "../limits.ts";
import type { Choice } from "../schedule.ts";
import type { Strategy } from "./strategy.ts";

/**
 * Orders with no preemption first, then with one, up to `most`. A preemption is
 * to let another task go while the last one could go on; most races need one.
 * Each order is tried once: it differs from the orders before it in its last
 * departure from "go on with the same task".
 */
export function preemptionBounded(most = 2): Strategy {
  if (!Number.isInteger(most) || most < 0)
    throw new RangeError(
      `The number of preemptions is ${most}; it must be a whole number from 0.`,
    );
  const waiting: Prefix[][] = Array.from({ length: most + 1 }, () => []);
  waiting[0]?.push([]);
  let hasLeftOut = false;
  let order: Prefix = [];
  let place = 0;
  let preemptions = 0;
  let last: Choice | undefined;
  return {
    name: `at most ${most} preemptions`,
    begin() {
      const level = waiting.findIndex(({ length }) => length > 0);
      const next = waiting[level]?.pop();
      if (!next) return false;
      [order, place, preemptions, last] = [next, 0, 0, undefined];
      return true;
    },
    choose(options) {
      const usual = usualAfter(last, options);
      const index = order[place] ?? usual;
      if (place >= order.length) {
        options.forEach((_, other) => {
          if (other !== usual) postpone([...order, other], other, options);
        });
        order = [...order, usual];
      }
      preemptions += costOf(index, last, options);
      place += 1;
      last = options[index];
      return index;
    },
    leftOut: () => (hasLeftOut ? reached("preemptions", most) : undefined),
  };

  function postpone(
    prefix: Prefix,
    index: number,
    options: readonly Choice[],
  ): void {
    const level = waiting[preemptions + costOf(index, last, options)];
    if (level) level.push(prefix);
    else hasLeftOut = true;
  }
}

/** The places that are chosen, step by step. */
type Prefix = readonly number[];

/** To go on with the same task, else with the first that can. */
function usualAfter(
  last: Choice | undefined,
  options: readonly Choice[],
): number {
  return Math.max(
    0,
    options.findIndex((option) => goesOn(option, last)),
  );
}

function goesOn({ actor, turn }: Choice, last: Choice | undefined): boolean {
  return actor === last?.actor && turn === "step";
}

function costOf(
  index: number,
  last: Choice | undefined,
  options: readonly Choice[],
): number {
  const couldGoOn = options.some((option) => goesOn(option, last));
  return couldGoOn && options[index]?.actor !== last?.actor ? 1 : 0;
}
