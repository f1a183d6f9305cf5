import assert from "node:assert/strict";
import { relative } from "node:path";
import { describe, it } from "mocha";
import { generateProject } from "../../scripts/bench/generate.ts";
import { sourcesIn } from "../../scripts/bench/lint.ts";
import { median, quantile } from "../../scripts/bench/measure.ts";
import { describeRows, overheadRow } from "../../scripts/bench/table.ts";

describe("npm run bench", () => {
  it("makes the same files each time, as many as asked for", () => {
    const first = generated(30);
    assert.equal(first.length, 30);
    assert.deepEqual(generated(30), first);
  });

  it("takes the middle value, and the one that a share stays below", () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(quantile([4, 3, 2, 1], 0.75), 3);
  });

  it("says whether a bar holds", () => {
    assert.equal(overheadRow("a", 120, 100, 0.1).holds, false);
    assert.equal(overheadRow("a", 105, 100, 0.1).holds, true);
  });

  it("prints a Markdown table", () => {
    const table = describeRows("Title", [overheadRow("all", 120, 100, 0.1)]);
    assert.equal(
      table.split("\n").at(4),
      "| all     | +20.0 % | 10 % | NO    |",
    );
  });
});

function generated(files: number) {
  const project = generateProject(files);
  const sources = sourcesIn(project.folder).map(({ path, text }) => ({
    path: relative(project.folder, path),
    text,
  }));
  project.remove();
  return sources;
}
