/**
 * What the plugin costs, beside the bars that docs/benchmarks.md sets:
 *
 *     npm run bench                      everything, on projects made here
 *     npm run bench -- --project DIR     the overhead on a checkout of yours
 *     npm run bench -- --only overhead,typed,growth,edit --runs 3
 *
 * Times are processor time, medians of runs that take turns in one process.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureEdits } from "./bench/edit.ts";
import { generateProject } from "./bench/generate.ts";
import { measureGrowth } from "./bench/growth.ts";
import { sourcesIn } from "./bench/lint.ts";
import { measureOverhead } from "./bench/overhead.ts";
import { describeRows } from "./bench/table.ts";
import { measureTyped } from "./bench/typed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const { values } = parseArgs({
  options: {
    project: { type: "string" },
    runs: { type: "string", default: "5" },
    only: { type: "string", default: "overhead,typed,growth,edit" },
  },
});
const runs = Number(values.runs);
const parts = new Set(
  values.project === undefined ? values.only.split(",") : ["overhead"],
);

if (parts.has("overhead")) overhead();
if (parts.has("typed")) {
  const files = sourcesIn(path.join(root, "rules/src"));
  show(
    "Beside a rule with types, on rules/src",
    measureTyped(root, files, runs),
  );
}
if (parts.has("edit")) show("After an edit of 1,000 lines", measureEdits());
if (parts.has("growth"))
  show("Growth, on a generated project", measureGrowth([1_000, 5_000, 20_000]));

function overhead(): void {
  if (values.project !== undefined) {
    const folder = path.resolve(process.env["INIT_CWD"] ?? ".", values.project);
    show(
      `Overhead on ${folder}`,
      measureOverhead(folder, sourcesIn(folder), runs),
    );
    return;
  }
  const project = generateProject(1_000);
  const files = sourcesIn(project.folder);
  show(
    "Overhead on a generated project",
    measureOverhead(project.folder, files, runs),
  );
  project.remove();
}

function show(title: string, rows: Parameters<typeof describeRows>[1]): void {
  console.log(describeRows(title, rows));
}
