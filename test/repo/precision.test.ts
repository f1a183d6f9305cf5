import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  judge,
  precisionOf,
  precisionTable,
} from "../../scripts/precision/judge.ts";
import type {
  Sampled,
  SweptFinding,
  Verdict,
} from "../../scripts/precision/records.ts";
import { drawSample } from "../../scripts/precision/sample.ts";

const options = { size: 10, least: 3, seed: "1" };

describe("npm run precision", () => {
  it("draws the same sample whatever order the findings come in", () => {
    const findings = found("require-version-check", 40);
    const again = drawSample([...findings].reverse(), options);
    assert.deepEqual(again, drawSample(findings, options));
  });

  it("draws another sample with another seed", () => {
    const findings = found("require-version-check", 40);
    const other = drawSample(findings, { ...options, seed: "2" });
    assert.notDeepEqual(other, drawSample(findings, options));
  });

  it("takes a few of each rule, and otherwise in proportion", () => {
    const sample = drawSample(
      [
        ...found("require-version-check", 98),
        ...found("no-cache-aside-race", 2),
      ],
      options,
    );
    assert.equal(countOf(sample, "require-version-check"), 10);
    assert.equal(countOf(sample, "no-cache-aside-race"), 2);
  });

  it("refuses a sample that was not read to the end", () => {
    const sample = drawSample(found("require-version-check", 3), options);
    const verdicts = verdictsOn(sample.slice(1), "right");
    assert.throws(() => judge(sample, verdicts), new RegExp(idOf(sample, 0)));
  });

  it("weighs each rule by the number of its findings", () => {
    const good = drawSample(found("require-version-check", 90), options);
    const bad = drawSample(found("no-cache-aside-race", 30), options);
    const rows = judge(
      [...good, ...bad],
      [...verdictsOn(good, "right"), ...verdictsOn(bad, "wrong")],
    );
    assert.equal(precisionOf(rows), 0.75);
  });

  it("counts a debatable finding half", async () => {
    const sample = drawSample(found("require-version-check", 3), options);
    const table = await precisionTable(
      judge(sample, verdictsOn(sample, "debatable")),
    );
    assert.match(table, /certain *\| *3 \| *3 \| *0 \| *3 \| *0 \| *50 %/u);
  });
});

function found(rule: SweptFinding["rule"], count: number): SweptFinding[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${rule}-${String(index)}`,
    rule,
    certainty: "certain",
    project: "shop",
    root: "/shop",
    file: "a.ts",
    line: index + 1,
    message: "",
    lineHash: "",
    steps: [],
    assumptions: [],
  }));
}

function verdictsOn(
  sample: readonly Sampled[],
  verdict: Verdict["verdict"],
): readonly Verdict[] {
  return sample.map(({ id }) => ({ id, verdict }));
}

function countOf(sample: readonly Sampled[], rule: string): number {
  return sample.filter((one) => one.rule === rule).length;
}

function idOf(sample: readonly Sampled[], index: number): string {
  return sample[index]?.id ?? "";
}
