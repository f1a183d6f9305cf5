import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exploreModel } from "../../tutorial/explorer/src/model/explore-model.ts";
import { PROTOCOLS } from "../../tutorial/explorer/src/protocols/index.ts";
import { COUNTS } from "./counts.ts";

describe("the protocols", () => {
  for (const { name, model } of PROTOCOLS)
    it(`${name}: as many orders as are known to break it`, () => {
      const { violations, schedules } = exploreModel(model);
      assert.deepEqual([violations, schedules], COUNTS[name]);
    });

  it("have a count each, and no count is left over", () => {
    assert.deepEqual(
      PROTOCOLS.map(({ name }) => name).sort(),
      Object.keys(COUNTS).sort(),
    );
  });

  it("are hazards or half-fixes exactly if some order breaks them", () => {
    const wrong = PROTOCOLS.filter(({ use, model }) => {
      const isBroken = exploreModel(model).violations > 0;
      return isBroken !== (use === "hazard" || use === "half-fix");
    });
    assert.deepEqual(wrong, []);
  });

  it("are each explained in one paragraph", () => {
    for (const { explanation, name } of PROTOCOLS) {
      assert.match(explanation, /^[A-Z].{60,}\.$/u, name);
      assert.ok(!explanation.includes("\n"), name);
    }
  });
});
