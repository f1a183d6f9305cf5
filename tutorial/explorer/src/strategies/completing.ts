import type { Choice } from "../schedule.ts";
import { exhaustive } from "./exhaustive.ts";
import { replaying } from "./replaying.ts";
import type { Strategy } from "./strategy.ts";

/** Every order that begins in one given way. */
export function completing(beginning: readonly Choice[]): Strategy {
  const rest = exhaustive();
  let start = replaying(beginning);
  let place = 0;
  return {
    name: "every order with a given beginning",
    begin() {
      start = replaying(beginning);
      place = 0;
      return rest.begin();
    },
    choose(options) {
      place += 1;
      return (place <= beginning.length ? start : rest).choose(options);
    },
    leftOut: () => rest.leftOut(),
  };
}
