/**
 * `npm test`: runs everything that can run on this machine, then says what
 * failed, what was left out and how to enable it. The last line is the sum over
 * all tests: `N passed, N failed`. Exits with 1 if anything failed.
 */
import { addCounts } from "./test/counts.ts";
import { PARTS } from "./test/parts.ts";
import { runPart, type Outcome } from "./test/run-part.ts";

const outcomes = PARTS.map(runPart);
console.log("");
for (const outcome of outcomes) console.log(describe(outcome));

const { passed, failed } = addCounts(
  outcomes.flatMap((outcome) => ("counts" in outcome ? [outcome.counts] : [])),
);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);

function describe(outcome: Outcome): string {
  const line = `${outcome.status}: ${outcome.part.name}`;
  if (outcome.status !== "left out") return line;
  return `${line}; to enable it, ${outcome.howToEnable}`;
}
