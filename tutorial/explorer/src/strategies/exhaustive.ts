import { Diverged } from "./diverged.ts";
import type { Strategy } from "./strategy.ts";

/** Every order, depth first: the last choice that has another way is changed. */
export function exhaustive(): Strategy {
  const taken: { index: number; of: number }[] = [];
  let depth = 0;
  let isFirst = true;
  return {
    name: "exhaustive",
    begin() {
      depth = 0;
      if (isFirst) {
        isFirst = false;
        return true;
      }
      return toNext(taken);
    },
    choose({ length }) {
      const known = taken[depth];
      depth += 1;
      if (known) return known.of === length ? known.index : diverge();
      taken.push({ index: 0, of: length });
      return 0;
    },
    leftOut: () => undefined,
  };
}

function diverge(): never {
  throw new Diverged();
}

function toNext(taken: { index: number; of: number }[]): boolean {
  for (let last = taken.at(-1); last; last = taken.at(-1)) {
    last.index += 1;
    if (last.index < last.of) return true;
    taken.pop();
  }
  return false;
}
