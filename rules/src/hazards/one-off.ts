/** Code that a person runs once: what races with it is seldom there. */
import { oneOffFolder } from "../catalog/names.ts";
import type { Finding } from "../finding.ts";

/** A finding in a one-off script rests on something that runs beside it; others are as they were. */
export function withOneOffDoubt(finding: Finding): Finding {
  if (!oneOffFolder.test(finding.location.file)) return finding;
  return {
    ...finding,
    certainty: "possible",
    assumptions: [
      ...finding.assumptions,
      {
        text: "This one-off script runs beside something that works on the same data.",
      },
    ],
  };
}
