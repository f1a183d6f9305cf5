import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { addCounts, readCounts } from "../../scripts/test/counts.ts";
import { PARTS, type Part } from "../../scripts/test/parts.ts";
import { judge, runPart } from "../../scripts/test/run-part.ts";

const counted: Part = {
  name: "tests",
  script: "no-such-script",
  counted: true,
};
const uncounted: Part = { ...counted, name: "lint", counted: false };
const NOTHING = { passed: 0, failed: 0 };

describe("npm test", () => {
  it("adds up what its parts counted", () => {
    const all = [
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ];
    assert.deepEqual(addCounts(all), { passed: 5, failed: 1 });
  });

  it("knows when a part wrote no counts", () => {
    assert.equal(readCounts("/nowhere/counts.json"), undefined);
  });

  it("passes a part that exited well", () => {
    const tests = judge(counted, true, { passed: 2, failed: 0 });
    assert.equal(tests.status, "passed");
    assert.equal(judge(uncounted, true, NOTHING).status, "passed");
  });

  it("fails a mocha run that ran no test, as one failure", () => {
    const expected = { passed: 0, failed: 1 };
    for (const counts of [NOTHING, undefined]) {
      const outcome = judge(counted, true, counts);
      assert.deepEqual(outcome, {
        part: counted,
        status: "failed",
        counts: expected,
      });
    }
  });

  it("fails a part that exited badly, as one failure at least", () => {
    const few = judge(counted, false, { passed: 2, failed: 0 });
    const many = judge(counted, false, { passed: 2, failed: 3 });
    assert.deepEqual("counts" in few && few.counts, { passed: 2, failed: 1 });
    assert.deepEqual("counts" in many && many.counts, { passed: 2, failed: 3 });
  });

  it("leaves out what cannot run here, and says how to enable it", () => {
    const howToEnable = () => "install it";
    const outcome = runPart({ ...counted, howToEnable });
    assert.equal(outcome.status, "left out");
    assert.equal(outcome.howToEnable, "install it");
  });

  it("runs each script once", () => {
    const scripts = PARTS.map(({ script }) => script);
    assert.equal(new Set(scripts).size, scripts.length);
  });
});
