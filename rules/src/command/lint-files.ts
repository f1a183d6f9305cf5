import { readFileSync } from "node:fs";
import { unreadable, type Problem } from "./problem.ts";
import { withoutDisabled } from "../directives.ts";
import { remarksOn, type Remark } from "../directives/remarks.ts";
import type {
  Analyser,
  DirectiveSettings,
  FileReport,
  Note,
} from "../engine.ts";
import type { Finding } from "../finding.ts";
import { isReported } from "../rules/presets.ts";
import type { PresetName } from "../rules/presets.ts";

/** Everything a run found out. */
export interface Outcome {
  readonly findings: readonly Finding[];
  /** On comments that turn rules off, where that was asked for. */
  readonly remarks: readonly Remark[];
  readonly problems: readonly Problem[];
  readonly counts: Counts;
}

export interface Counts {
  /** Files that were read and parsed. */
  readonly files: number;
  /** Findings that comments turned off. */
  readonly disabled: number;
  /** Findings that the preset leaves out. */
  readonly hidden: number;
  /** Imports that led nowhere, so that what they bring stayed unknown. */
  readonly unresolvedImports: number;
}

/** What the work needs from outside. */
export interface Work {
  readonly engine: Analyser;
  readonly preset: PresetName;
  /** Beside what the project's settings ask. */
  readonly directives: DirectiveSettings;
  /** Told before each file: how many are done, of how many. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Lints the files one after the other; a file that cannot be read is a problem. */
export function lintFiles(files: readonly string[], work: Work): Outcome {
  const outcomes = files.map((file, index) => {
    work.onProgress(index, files.length);
    return lintFile(file, work);
  });
  return {
    findings: outcomes.flatMap(({ findings }) => findings),
    remarks: outcomes.flatMap(({ remarks }) => remarks),
    problems: outcomes.flatMap(({ problems }) => problems),
    counts: {
      files: sum(outcomes, "files"),
      disabled: sum(outcomes, "disabled"),
      hidden: sum(outcomes, "hidden"),
      unresolvedImports: sum(outcomes, "unresolvedImports"),
    },
  };
}

function sum(outcomes: readonly Outcome[], count: keyof Counts): number {
  return outcomes.reduce((total, { counts }) => total + counts[count], 0);
}

function lintFile(file: string, work: Work): Outcome {
  const { engine, preset } = work;
  const read = textOf(file);
  if ("problem" in read) return failed(read.problem);
  const report = analyse(engine, file, read.text);
  const { kept, disabled } = withoutDisabled(read.text, report.findings);
  const shown = kept.filter((finding) => isReported(finding, preset));
  return {
    findings: shown,
    remarks: remarksOn(read.text, file, report, askedOf(report, work)),
    problems: problemsOf(report.notes, file),
    counts: {
      files: isParsed(report) ? 1 : 0,
      disabled: disabled.length,
      hidden: kept.length - shown.length,
      unresolvedImports: report.notes.filter(isUnresolvedImport).length,
    },
  };
}

/** What the settings or the command line ask of comments. */
function askedOf(
  { directives }: FileReport,
  { directives: given }: Work,
): DirectiveSettings {
  return {
    requireReason: given.requireReason || directives?.requireReason === true,
    reportUnused: given.reportUnused || directives?.reportUnused === true,
  };
}

function failed(problem: Problem): Outcome {
  const counts = { files: 0, disabled: 0, hidden: 0, unresolvedImports: 0 };
  return { findings: [], remarks: [], problems: [problem], counts };
}

function textOf(
  file: string,
): { readonly text: string } | { readonly problem: Problem } {
  try {
    return { text: readFileSync(file, "utf8") };
  } catch (error) {
    return { problem: unreadable(file, error) };
  }
}

/** The engine promises not to throw; if it does, one file is lost and not the run. */
function analyse(engine: Analyser, file: string, text: string): FileReport {
  try {
    return engine.analyze({ path: file, text });
  } catch (error) {
    const note = { kind: "internal", text: String(error) } as const;
    return { findings: [], notes: [note], dependencies: [] };
  }
}

const PROBLEM_KINDS = {
  "syntax-error": "syntax-error",
  budget: "limit",
  internal: "internal",
  settings: "settings",
} as const;

function problemsOf(notes: readonly Note[], file: string): readonly Problem[] {
  return notes.flatMap(({ kind, text }) =>
    kind === "unresolved-import"
      ? []
      : [{ file, kind: PROBLEM_KINDS[kind], text }],
  );
}

function isParsed({ notes }: FileReport): boolean {
  return !notes.some(({ kind }) => kind === "syntax-error");
}

function isUnresolvedImport({ kind }: Note): boolean {
  return kind === "unresolved-import";
}
