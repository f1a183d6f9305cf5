import { reached } from "../limits.ts";
import type { Choice } from "../schedule.ts";
import { randomFrom } from "./random.ts";
import type { Strategy } from "./strategy.ts";

export interface RandomPriorities {
  /** The same seed tries the same orders. */
  readonly seed: number;
  /** How many orders to try. */
  readonly schedules: number;
  /**
   * How many steps have to come in a certain order for the bug to show; the
   * number of places where priorities change is one less. Without it, 3.
   */
  readonly depth?: number;
}

/**
 * Random priorities (PCT): each task has a random priority, the highest that can
 * go goes, and at a few random places the one that is going falls behind all
 * others (Burckhardt and others, 2010). A bug that needs d steps in a certain
 * order is found by one draw with a probability of about 1 / (n · k^(d-1)), for n
 * tasks and k steps. Finding nothing proves nothing.
 */
export function randomPriorities({
  seed,
  schedules,
  depth = 3,
}: RandomPriorities): Strategy {
  const random = randomFrom(seed);
  const priorities = new Map<number, number>();
  let changes: readonly number[] = [];
  let longest = 1;
  let place = 0;
  let tried = 0;
  let lowest = 0;
  return {
    name: `random priorities, seed ${seed}`,
    begin() {
      if (tried >= schedules) return false;
      tried += 1;
      longest = Math.max(longest, place);
      [place, lowest] = [0, 0];
      priorities.clear();
      changes = Array.from({ length: depth - 1 }, () =>
        Math.floor(random() * longest),
      );
      return true;
    },
    choose(options) {
      let index = highest(options);
      if (changes.includes(place)) {
        lowest -= 1;
        priorities.set(options[index]?.actor ?? 0, lowest);
        index = highest(options);
      }
      place += 1;
      return index;
    },
    leftOut: () => reached("draws", schedules),
  };

  /** Of several turns of one task any. */
  function highest(options: readonly Choice[]): number {
    const best = Math.max(...options.map(({ actor }) => priorityOf(actor)));
    const places = [...options.keys()].filter(
      (place) => priorityOf(options[place]?.actor ?? 0) === best,
    );
    return places[Math.floor(random() * places.length)] ?? 0;
  }

  function priorityOf(actor: number): number {
    const known = priorities.get(actor);
    if (known !== undefined) return known;
    const drawn = random();
    priorities.set(actor, drawn);
    return drawn;
  }
}
