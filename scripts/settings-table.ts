/**
 * `npm run settings-table`: writes the table of settings into README.md,
 * between its two markers, from the extension's manifest.
 */
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import { messageOf, readManifest, type SettingProperty } from "./manifest.ts";
import { rewriteReadme, withPart } from "./readme-part.ts";

/** `readme` with the present table; throws where a marker is missing. */
export async function withSettingsTable(readme: string): Promise<string> {
  return withPart(readme, "settings", await settingsTable());
}

/** The table by itself, as the formatter would have it. */
export async function settingsTable(): Promise<string> {
  const { properties } = readManifest().contributes.configuration;
  const rows = Object.entries(properties).map(([name, property]) =>
    row([`\`${name}\``, values(property), messageOf(property.description)]),
  );
  const head = [row(["Setting", "Values", "What it does"]), "|---|---|---|"];
  return format([...head, ...rows].join("\n"), { parser: "markdown" });
}

/** The values there are, the default first. */
function values({
  type,
  enum: names,
  default: standard,
}: SettingProperty): string {
  const all = names ?? (type === "boolean" ? ["true", "false"] : [type]);
  const first = String(standard);
  const others = all.filter((value) => value !== first);
  return [`**\`${first}\`**`, ...others.map((value) => `\`${value}\``)].join(
    ", ",
  );
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

const [, script] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  await rewriteReadme(withSettingsTable);
}
