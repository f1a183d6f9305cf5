/** The process that checks texts; it is given the seed and their number. It says of each that it begins and how it ended, so that a hang can be named. */
import { check, type Verdict } from "./check.ts";
import { hostileTexts } from "./texts.ts";

/** What it says. */
export interface Ended {
  readonly index: number;
  readonly verdict: Verdict;
}

const [seed = 1, files = 0] = process.argv.slice(2).map(Number);
const textOf = hostileTexts(seed);
for (let index = 0; index < files; index++) {
  const ended: Ended = { index, verdict: check(textOf(index)) };
  await new Promise((resolve) => process.send?.(ended, resolve));
}
