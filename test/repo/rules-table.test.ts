import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { withRulesTable } from "../../scripts/rules-table.ts";

describe("the table of rules in README.md", () => {
  it("says what the rules' metadata says (npm run rules-table writes it)", async () => {
    const readme = readFileSync(
      resolve(import.meta.dirname, "../../README.md"),
      "utf8",
    );
    assert.equal(readme, await withRulesTable(readme));
  });
});
