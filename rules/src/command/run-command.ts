import { readArguments, type Request } from "./arguments.ts";
import { collectFiles } from "./collect-files.ts";
import { explainAt } from "./explain.ts";
import { formatExplanation } from "./format-explanation.ts";
import { formatJson } from "./format-json.ts";
import { formatStylish } from "./format-stylish.ts";
import { formatShown } from "./format-shown.ts";
import { HELP } from "./help.ts";
import { lintFiles, type Outcome } from "./lint-files.ts";
import { paintFor, type Output } from "./paint.ts";
import { createProgress } from "./progress.ts";
import { raceTestAt } from "./race-test/race-test.ts";
import type { RaceTestRequest } from "./race-test/race-test.ts";
import { showAt } from "./show.ts";
import { sourceLines } from "./source-lines.ts";
import type { Analyser } from "../engine.ts";

/** The world around the command, so that it runs in a test as in a terminal. */
export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Absolute path of the folder that relative paths start from. */
  readonly cwd: string;
  readonly version: string;
  /** Milliseconds. */
  now(): number;
  createEngine(): Analyser;
}

/** 0: nothing found. 1: findings. 2: wrong use, or nothing could be linted. */
export type ExitCode = 0 | 1 | 2;

/** Does what the words after the command's name say, and tells how it ended. */
export function runCommand(words: readonly string[], host: Host): ExitCode {
  const request = readArguments(words);
  if (request.kind === "lint") return lint(request, host);
  if (request.kind === "explain") return explain(request, host);
  if (request.kind === "show") return show(request, host);
  if (request.kind === "race-test") return writeRaceTest(request, host);
  if (request.kind === "misuse") return refuse(request.message, host);
  host.stdout.write(request.kind === "help" ? HELP : `${host.version}\n`);
  return 0;
}

type LintRequest = Extract<Request, { readonly kind: "lint" }>;

function lint(request: LintRequest, host: Host): ExitCode {
  const collection = collectFiles(request.paths, host.cwd);
  if ("missing" in collection)
    return refuse(`${collection.missing} does not exist.`, host);
  const { files, problems } = collection.found;
  if (files.length === 0 && problems.length === 0)
    return refuse(
      `There are no TypeScript or JavaScript files in "${request.paths.join('", "')}".`,
      host,
    );
  const linted = lintWithProgress(files, request, host);
  const wrong = linted.problems.find(({ kind }) => kind === "settings");
  if (wrong) return refuse(wrong.text, host);
  const outcome = { ...linted, problems: [...problems, ...linted.problems] };
  host.stdout.write(format(outcome, request, host));
  return exitCodeOf(outcome);
}

type ExplainRequest = Extract<Request, { readonly kind: "explain" }>;

function explain(request: ExplainRequest, host: Host): ExitCode {
  const answer = explainAt(request, host.cwd);
  if ("problem" in answer) return refuse(answer.problem, host);
  host.stdout.write(
    request.format === "json"
      ? `${JSON.stringify(answer.explanation, null, 2)}\n`
      : formatExplanation(answer.explanation, {
          cwd: host.cwd,
          paint: paintFor(host.stdout),
        }),
  );
  return 0;
}

type ShowRequest = Extract<Request, { readonly kind: "show" }>;

function show(request: ShowRequest, host: Host): ExitCode {
  const { stdout, cwd } = host;
  const answer = showAt(request, cwd, host.createEngine());
  if ("problem" in answer) return refuse(answer.problem, host);
  const view = { cwd, lineOf: sourceLines(), paint: paintFor(stdout) };
  stdout.write(
    request.format === "json"
      ? `${JSON.stringify(answer.shown, null, 2)}\n`
      : formatShown(answer.shown, view),
  );
  return 0;
}

function writeRaceTest(request: RaceTestRequest, host: Host): ExitCode {
  const answer = raceTestAt(request, host.cwd, host.createEngine());
  if ("problem" in answer) return refuse(answer.problem, host);
  host.stdout.write(answer.text);
  return 0;
}

function lintWithProgress(
  files: readonly string[],
  { preset, requireReason, reportUnused }: LintRequest,
  host: Host,
): Outcome {
  const progress = createProgress(host.stderr, () => host.now());
  const engine = host.createEngine();
  const onProgress = (done: number, total: number) => {
    progress.show(done, total);
  };
  const directives = { requireReason, reportUnused };
  const work = { engine, preset, directives, onProgress };
  const outcome = lintFiles(files, work);
  progress.clear();
  return outcome;
}

function format(outcome: Outcome, request: LintRequest, host: Host): string {
  if (request.format === "json") return formatJson(outcome);
  const { cwd, stdout } = host;
  const view = { cwd, lineOf: sourceLines(), paint: paintFor(stdout) };
  return formatStylish(outcome, view);
}

function exitCodeOf({ findings, remarks, counts }: Outcome): ExitCode {
  if (findings.length + remarks.length > 0) return 1;
  return counts.files === 0 ? 2 : 0;
}

function refuse(message: string, { stderr }: Host): ExitCode {
  stderr.write(`consistency-lint: ${message}\n`);
  return 2;
}
