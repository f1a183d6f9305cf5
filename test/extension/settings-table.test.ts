import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import {
  settingsTable,
  withSettingsTable,
} from "../../scripts/settings-table.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

describe("the table of settings", () => {
  it("has a row for each setting, its default first", async () => {
    const table = await settingsTable();
    assert.match(
      table,
      /`consistencyLint\.report` +\| \*\*`certain`\*\*, `possible`/u,
    );
    assert.equal(table.trim().split("\n").length, 5);
  });

  it("stands in the README as the manifest has it", async () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    assert.equal(
      readme,
      await withSettingsTable(readme),
      "the table has drifted: run `npm run settings-table`",
    );
  });

  it("refuses a README without the markers", async () => {
    await assert.rejects(withSettingsTable("# No table"), /settings:start/u);
  });
});
