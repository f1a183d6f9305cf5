import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readSettings } from "../../rules/src/settings.ts";
import {
  PAGE,
  SCHEMA,
  schemaText,
  withSettingsTables,
} from "../../scripts/settings-schema.ts";
import { settingsJsonSchema } from "../../scripts/settings/json-schema.ts";

describe("the JSON schema of the settings", () => {
  it("is what the schema that reads them says (npm run settings-schema writes it)", async () => {
    assert.equal(readFileSync(SCHEMA, "utf8"), await schemaText());
  });

  it("lists every form that a part may have", () => {
    const { properties } = settingsJsonSchema();
    const [role] = properties?.["wrappers"]?.items?.oneOf ?? [];
    const forms = (name: string) =>
      (role?.properties?.[name] as { anyOf?: readonly object[] } | undefined)
        ?.anyOf?.length;
    assert.deepEqual([forms("from"), forms("key")], [3, 2]);
  });
});

describe("docs/settings.md", () => {
  const page = readFileSync(PAGE, "utf8");

  it("has the tables that the schema says (npm run settings-schema writes them)", async () => {
    assert.equal(page, await withSettingsTables(page));
  });

  it("shows settings that can be used", () => {
    const blocks = [...page.matchAll(/^```json\n(.*?)^```/gmsu)];
    assert.equal(blocks.length, 2);
    for (const [, text = ""] of blocks) {
      const answer = readSettings(JSON.parse(text));
      assert.ok("settings" in answer, JSON.stringify(answer));
    }
  });

  it("is linked from the README", () => {
    const readme = readFileSync(
      resolve(import.meta.dirname, "../../README.md"),
      "utf8",
    );
    assert.match(readme, /\(docs\/settings\.md\)/u);
  });
});
