/**
 * `npm run rules-table`: writes the table of rules into README.md, between its
 * two markers, from the rules' metadata.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import { rules } from "../rules/src/rules/index.ts";

const START = "<!-- rules:start -->";
const END = "<!-- rules:end -->";
const README = resolve(import.meta.dirname, "../README.md");

/** `readme` with the present table; throws where a marker is missing. */
export async function withRulesTable(readme: string): Promise<string> {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start === -1 || end < start)
    throw new Error(`README.md needs the lines ${START} and ${END}`);
  const before = readme.slice(0, start + START.length);
  return `${before}\n\n${await rulesTable()}\n${readme.slice(end)}`;
}

async function rulesTable(): Promise<string> {
  const rows = Object.entries(rules).map(([name, rule]) => {
    const presets = Object.keys(rule.meta.docs?.presets ?? {}).map(
      (preset) => `\`${preset}\``,
    );
    const link = `[\`${name}\`](rules/docs/${name}.md)`;
    return `| ${link} | ${rule.meta.docs?.description ?? ""} | ${presets.join(", ")} |`;
  });
  const head = ["| rule | what it asks for | presets |", "|---|---|---|"];
  return format([...head, ...rows].join("\n"), { parser: "markdown" });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(README, await withRulesTable(readFileSync(README, "utf8")));
