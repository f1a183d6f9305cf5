/**
 * What the plugin costs, beside the bars that docs/benchmarks.md sets:
 *
 *     npm run bench                      everything, on projects made here
 *     npm run bench -- --project DIR     the overhead on a checkout of yours
 *     npm run bench -- --project DIR --only typed    where its packages are installed
 *     npm run bench -- --only overhead,typed,growth,edit --runs 3
 *     npm run bench:explorer             orders a second, beside fast-check
 *     npm run bench -- --full            growth to 20,000 files too
 *
 * Times are processor time, medians of runs that take turns. Prints Markdown.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureExplorer } from "./bench/explorer.ts";
import { measureEdits } from "./bench/edit.ts";
import { generateProject } from "./bench/generate.ts";
import { measureGrowth } from "./bench/growth.ts";
import { measureOverhead } from "./bench/overhead.ts";
import { describeRows } from "./bench/table.ts";
import { measureTyped } from "./bench/typed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const shop = path.join(root, "examples/shop/src");
const rules = path.join(root, "rules/src");
const sizes = [1_000, 5_000];

const { values } = parseArgs({
  options: {
    project: { type: "string" },
    runs: { type: "string", default: "5" },
    only: { type: "string" },
    full: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
const project =
  values.project === undefined
    ? undefined
    : path.resolve(process.env["INIT_CWD"] ?? ".", values.project);
const all = project === undefined ? "overhead,typed,growth,edit" : "overhead";
const parts = new Set((values.only ?? all).split(","));

if (parts.has("overhead")) overhead();
if (parts.has("typed"))
  for (const folder of project === undefined ? [shop, rules] : [project])
    show(
      `Beside a rule with types, on ${path.relative(root, folder)}`,
      measureTyped(folder, runs),
    );
if (parts.has("edit"))
  show("After an edit of 1,000 lines", await measureEdits());
if (parts.has("explorer"))
  show("Orders tried in a second", await measureExplorer(runs));
if (parts.has("growth"))
  show(
    "Growth, on a generated project",
    measureGrowth(values.full ? [...sizes, 20_000] : sizes),
  );

function overhead(): void {
  if (project !== undefined) {
    show(`Overhead on ${project}`, measureOverhead(project, runs));
    return;
  }
  const generated = generateProject(1_000);
  show(
    "Overhead on a generated project",
    measureOverhead(generated.folder, runs),
  );
  generated.remove();
}

function show(title: string, rows: Parameters<typeof describeRows>[1]): void {
  console.log(describeRows(title, rows));
}
