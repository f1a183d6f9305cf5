import { format } from "prettier";
import type { JsonSchema } from "./json-schema.ts";

/** The roles of wrappers as a table, from the schema. */
export function rolesTable(schema: JsonSchema): Promise<string> {
  const roles = schema.properties?.["wrappers"]?.items?.oneOf ?? [];
  return table(
    ["`is`", "What it says", "Parts"],
    roles.map((role) => {
      const { is, from: _, ...parts } = role.properties ?? {};
      const described = Object.entries(parts).map(
        ([name, { description = "" }]) => `\`${name}\`: ${description}`,
      );
      return [
        `\`${String(is?.const)}\``,
        is?.description ?? "",
        described.join(" "),
      ];
    }),
  );
}

/** The settings there are, as a table. */
export function settingsTable(schema: JsonSchema): Promise<string> {
  return table(
    ["Setting", "What it says"],
    Object.entries(schema.properties ?? {}).map(
      ([name, { description = "" }]) => [`\`${name}\``, description],
    ),
  );
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<string> {
  const lines = [head, head.map(() => "---"), ...rows].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
  return format(lines.join("\n"), { parser: "markdown" });
}
