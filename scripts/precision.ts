/**
 * `npm run precision -- sweep|sample|judge`: measures on real projects how many
 * findings are right. docs/precision.md says how.
 *
 *     sweep FOLDER... [--out FILE] [--preset strict]
 *     sample --findings FILE [--size 100] [--seed 1] [--least 3] [--rule a,b]
 *            [--certainty certain] [--out FILE]
 *     judge --sample FILE --verdicts FILE
 *
 * The files hold names and lines of other people's code, so they stay outside
 * this repository.
 */
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { corpusTable } from "./precision/corpus-table.ts";
import { judge, precisionTable } from "./precision/judge.ts";
import {
  readLines,
  writeLines,
  type Sampled,
  type SweptFinding,
  type Verdict,
} from "./precision/records.ts";
import { readingOf } from "./precision/reading.ts";
import { drawSample } from "./precision/sample.ts";
import { isPreset, sweepProject } from "./precision/sweep.ts";

const scratch = path.join(tmpdir(), "consistency-precision");
const repository = fileURLToPath(new URL("..", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    preset: { type: "string", default: "strict" },
    findings: { type: "string", default: path.join(scratch, "findings.jsonl") },
    size: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    least: { type: "string", default: "3" },
    rule: { type: "string" },
    certainty: { type: "string" },
    sample: { type: "string" },
    verdicts: { type: "string" },
  },
});

const [command, ...folders] = positionals;
switch (command) {
  case "sweep":
    await sweep();
    break;
  case "sample":
    sample();
    break;
  case "judge":
    await printJudgement();
    break;
  default:
    throw new Error("Say `sweep`, `sample` or `judge`.");
}

/** Prints the table of the corpus; how it goes on is told on the error stream. */
async function sweep(): Promise<void> {
  const { preset } = values;
  if (!isPreset(preset)) throw new Error(`There is no preset \`${preset}\`.`);
  const projects = folders.map((folder) => {
    const project = sweepProject(path.resolve(folder), preset);
    const found = String(project.findings.length);
    console.error(`${project.name}: ${String(project.files)} files, ${found}`);
    return project;
  });
  const all = projects.flatMap(({ findings }) => findings);
  write(outFile("findings.jsonl"), all);
  console.log(await corpusTable(projects));
}

function sample(): void {
  const all = readLines(values.findings) as readonly SweptFinding[];
  const drawn = drawSample(all.filter(isAskedFor), {
    size: Number(values.size),
    least: Number(values.least),
    seed: values.seed,
  });
  write(outFile(`sample-${values.seed}.jsonl`), drawn);
  for (const [index, finding] of drawn.entries())
    console.log(
      readingOf(finding, `${String(index + 1)}/${String(drawn.length)}`),
    );
}

function isAskedFor({ rule, certainty }: SweptFinding): boolean {
  return (
    (values.rule === undefined || values.rule.split(",").includes(rule)) &&
    (values.certainty === undefined || values.certainty === certainty)
  );
}

async function printJudgement(): Promise<void> {
  const { sample: drawn, verdicts } = values;
  if (drawn === undefined || verdicts === undefined)
    throw new Error("Say --sample FILE and --verdicts FILE.");
  const judged = judge(
    readLines(drawn) as readonly Sampled[],
    readLines(verdicts) as readonly Verdict[],
  );
  console.log(await precisionTable(judged));
}

function outFile(name: string): string {
  return path.resolve(values.out ?? path.join(scratch, name));
}

function write(file: string, lines: readonly object[]): void {
  if (!path.relative(repository, file).startsWith(".."))
    throw new Error("Write the findings to a file outside this repository.");
  writeLines(file, lines);
  console.error(`${String(lines.length)} lines in ${file}`);
}
