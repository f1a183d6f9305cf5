import assert from "node:assert/strict";
import { describe, it } from "mocha";

describe("example", () => {
  it("runs TypeScript through tsx", () => {
    const answer: number = 1 + 1;
    assert.equal(answer, 2);
  });
});
