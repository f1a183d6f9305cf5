/** Code that a person runs once: what races with it is seldom there. */
import type { Finding } from "../finding.ts";

/** A finding in a one-off script rests on something that runs beside it. */
export function withOneOffDoubt(finding: Finding): Finding {
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
