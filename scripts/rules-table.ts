/**
 * `npm run rules-table`: writes the table of rules into README.md, between its
 * two markers, from the rules' metadata.
 */
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import { rewriteReadme, withPart } from "./readme-part.ts";
import { rules } from "../rules/src/rules/index.ts";

/** `readme` with the present table; throws where a marker is missing. */
export async function withRulesTable(readme: string): Promise<string> {
  return withPart(readme, "rules", await rulesTable());
}

async function rulesTable(): Promise<string> {
  const rows = Object.entries(rules).map(([name, rule]) => {
    const presets = [...Object.keys(rule.meta.docs?.presets ?? {}), "all"].map(
      (preset) => `\`${preset}\``,
    );
    const link = `[\`${name}\`](rules/docs/${name}.md)`;
    return `| ${link} | ${rule.meta.docs?.description ?? ""} | ${presets.join(", ")} |`;
  });
  const head = ["| rule | what it asks for | presets |", "|---|---|---|"];
  return format([...head, ...rows].join("\n"), { parser: "markdown" });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await rewriteReadme(withRulesTable);
