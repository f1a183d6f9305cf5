/** The projects a sweep went over, with the number of findings of each rule. */
import { format } from "prettier";
import { ruleFacts } from "../../rules/src/rules/facts.ts";
import type { SweptProject } from "./sweep.ts";

/** A Markdown table; in a cell stand certain and possible findings. */
export async function corpusTable(
  projects: readonly SweptProject[],
): Promise<string> {
  const rules = Object.keys(ruleFacts);
  const names = rules.map((rule) => `\`${rule}\``);
  const rows = [
    ["project", "commit", "files", ...names],
    ["---", "---", "--:", ...rules.map(() => "--:")],
    ...projects.map((project) => [
      project.name.replace("+", "/"),
      project.commit.slice(0, 10),
      String(project.files),
      ...rules.map((rule) => countsOf(project, rule)),
    ]),
  ];
  const lines = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return format(lines.join("\n"), { parser: "markdown" });
}

function countsOf({ findings }: SweptProject, rule: string): string {
  const own = findings.filter((finding) => finding.rule === rule);
  const certain = own.filter(({ certainty }) => certainty === "certain");
  if (own.length === 0) return "";
  return `${String(certain.length)} + ${String(own.length - certain.length)}`;
}
