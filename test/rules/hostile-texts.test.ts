/** A short hostile run with a fixed seed; `npm run hostile` makes long ones. */
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../scripts/hostile/check.ts";
import { smallest } from "../../scripts/hostile/smallest.ts";
import { hostileTexts } from "../../scripts/hostile/texts.ts";

describe("the engine on random and damaged files", function () {
  this.timeout(60_000); // hundreds of files on a busy machine

  it("answers for each of 300", () => {
    const textOf = hostileTexts(1);
    const kinds = new Map<string, number>();
    for (let index = 0; index < 300; index++) {
      const text = textOf(index);
      const verdict = check(text);
      assert.notEqual(verdict.kind, "crashed", text);
      kinds.set(verdict.kind, (kinds.get(verdict.kind) ?? 0) + 1);
    }
    assert.ok((kinds.get("answered") ?? 0) > 60, "too few could be parsed");
  });

  it("is given the same files for the same seed, and others for another", () => {
    const texts = (seed: number) => [0, 1, 2, 3].map(hostileTexts(seed));
    assert.deepEqual(texts(5), texts(5));
    assert.notDeepEqual(texts(5), texts(6));
  });

  it("is shown the smallest text that fails", () => {
    const fails = (text: string) => /b[^]*u[^]*g/u.test(text);
    assert.equal(smallest("begin (u) and then \n g", fails), "bug");
  });
});
