/** Beside a rule that needs types, on this repository: its packages are installed. */
import { coldMedians, warmMedians } from "./job.ts";
import type { Row } from "./table.ts";

const configs = ["none", "recommended", "typed"];

export function measureTyped(folder: string, runs: number): readonly Row[] {
  return [
    ...compare("cold", coldMedians(folder, configs, runs)),
    ...compare("warm", warmMedians(folder, configs, runs).medians),
  ];
}

function compare(
  when: string,
  [none = 0, own = 0, other = 0]: readonly number[],
): readonly Row[] {
  const overheads = (other - none) / Math.max(1, own - none);
  const total = other / own;
  return [
    {
      what: `${when}: no rule / \`recommended\` / with types`,
      measured: [none, own, other]
        .map((time) => `${time.toFixed(0)} ms`)
        .join(" / "),
    },
    {
      what: `${when}: overhead against overhead`,
      measured: `${overheads.toFixed(1)} times`,
      bar: "5 times",
      holds: overheads >= 5,
    },
    {
      what: `${when}: total against total`,
      measured: `${total.toFixed(1)} times`,
    },
  ];
}
