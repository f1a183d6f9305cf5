/**
 * `npm run settings-schema`: writes the JSON schema of the settings, and the
 * tables of docs/settings.md, from the schema that reads them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import { withPart } from "./readme-part.ts";
import { settingsJsonSchema } from "./settings/json-schema.ts";
import { rolesTable, settingsTable } from "./settings/table.ts";

export const SCHEMA = resolve(
  import.meta.dirname,
  "../rules/settings.schema.json",
);
export const PAGE = resolve(import.meta.dirname, "../docs/settings.md");

/** The text of `rules/settings.schema.json`. */
export function schemaText(): Promise<string> {
  return format(JSON.stringify(settingsJsonSchema()), { parser: "json" });
}

/** `page` with the present tables; throws where a marker is missing. */
export async function withSettingsTables(page: string): Promise<string> {
  const schema = settingsJsonSchema();
  const settings = await settingsTable(schema);
  const roles = await rolesTable(schema);
  return withPart(withPart(page, "settings", settings), "roles", roles);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(SCHEMA, await schemaText());
  writeFileSync(PAGE, await withSettingsTables(readFileSync(PAGE, "utf8")));
}
