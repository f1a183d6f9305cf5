import type { Choice } from "../schedule.ts";
import type { Strategy } from "./strategy.ts";

/** A schedule that does not fit what happens, with what could have been chosen. */
export class Misfit extends Error {
  /** From 0. */
  readonly place: number;
  readonly options: readonly Choice[];

  constructor(place: number, options: readonly Choice[]) {
    super("misfit");
    this.place = place;
    this.options = options;
  }
}

/** One given order. Throws a `Misfit` where it cannot be followed. */
export function replaying(order: readonly Choice[]): Strategy {
  let place = 0;
  let isBegun = false;
  return {
    name: "replay",
    begin() {
      const isFirst = !isBegun;
      isBegun = true;
      place = 0;
      return isFirst;
    },
    choose(options) {
      const wanted = order[place];
      const index = options.findIndex(
        ({ actor, turn }) => actor === wanted?.actor && turn === wanted.turn,
      );
      if (index < 0) throw new Misfit(place, options);
      place += 1;
      return index;
    },
    leftOut: () => undefined,
  };
}
