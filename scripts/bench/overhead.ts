/** What the recommended preset adds to ESLint with no rule. */
import { recommendedRules } from "./configs.ts";
import { coldMedians, warmMedians } from "./job.ts";
import { overheadRow } from "./table.ts";
import type { Row } from "./table.ts";

/** Cold: each run in a fresh process, as the command. Warm: the same files again, as an editor or a watcher. */
export function measureOverhead(folder: string, runs: number): readonly Row[] {
  const [coldBase = 0, coldIdle = 0, cold = 0, ...each] = coldMedians(
    folder,
    ["none", "idle", "recommended", ...recommendedRules],
    runs,
  );
  const { medians, measured } = warmMedians(
    folder,
    ["none", "idle", "recommended"],
    runs,
  );
  const [base = 0, idle = 0, warm = 0] = medians;
  const { files, unread } = measured;
  return [
    {
      what: "no rule",
      measured: `${coldBase.toFixed(0)} ms cold, ${base.toFixed(0)} ms warm, ${files} files (${unread} not parsed)`,
    },
    overheadRow("a rule that does nothing, cold", coldIdle, coldBase),
    overheadRow("a rule that does nothing, warm", idle, base),
    overheadRow("`recommended`, cold", cold, coldBase, 0.1),
    overheadRow("`recommended`, warm", warm, base, 0.1),
    ...recommendedRules.map((rule, index) =>
      overheadRow(`\`${rule}\` alone, cold`, each[index] ?? 0, coldBase),
    ),
  ];
}
