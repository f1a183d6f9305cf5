import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  explore,
  preemptionBounded,
} from "../../tutorial/explorer/src/index.ts";
import { ASYNC_PROTOCOLS } from "./async-protocols.ts";
import { COUNTS } from "./counts.ts";

describe("the protocols as asynchronous functions", () => {
  for (const [name, scenario] of Object.entries(ASYNC_PROTOCOLS)) {
    it(`${name}: as many orders break it as of its model`, async () => {
      const { violations, schedules } = await explore(scenario);
      assert.deepEqual([violations, schedules], COUNTS[name]);
    });

    it(`${name}: the same, fewest preemptions first`, async () => {
      const strategy = preemptionBounded(10);
      const outcome = await explore(scenario, { strategy });
      const { violations, schedules } = outcome;
      assert.deepEqual([violations, schedules], COUNTS[name]);
      assert.equal(outcome.kind, violations === 0 ? "holds" : "violated");
    });
  }

  it("break with one preemption at most, where they break at all", async () => {
    for (const [name, scenario] of Object.entries(ASYNC_PROTOCOLS)) {
      const [bad = 0] = COUNTS[name] ?? [];
      const strategy = preemptionBounded(1);
      const outcome = await explore(scenario, { strategy });
      assert.equal(outcome.violations > 0, bad > 0, name);
    }
  });
});
