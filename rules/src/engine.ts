/**
 * The engine's front door: source text in, findings out. ESLint rules, the
 * command and the language server all come through here.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import { LRUCache } from "lru-cache";
import { Analysis } from "./analysis/analyse.ts";
import type { Catalogue } from "./analysis/catalogue-index.ts";
import { catalogueFor } from "./analysis/catalogue-for.ts";
import type { FlowModule } from "./analysis/effect.ts";
import { ProjectPeers } from "./peers/project-peers.ts";
import type { Questions } from "./peers/questions.ts";
import type { Certainty, Finding, RuleName } from "./finding.ts";
import { testFile } from "./catalog/names.ts";
import {
  isWanted,
  noFiles,
  nothing,
  nothingFound,
  unreadable,
  withDependencies,
  withoutRepeats,
} from "./file-report.ts";
import { hazards } from "./hazards/index.ts";
import { withOneOffDoubt } from "./hazards/one-off.ts";
import { createTableView } from "./hazards/table-view.ts";
import type { TableView } from "./hazards/table-view.ts";
import { parseText } from "./project/parse.ts";
import { createProject } from "./project/project.ts";
import type { Project } from "./project/project.ts";
import { Gate } from "./reach/gate.ts";
import type { Parts } from "./reach/gate.ts";
import type { Needs } from "./reach/needs.ts";
import type { Settings } from "./settings.ts";

/** A file to analyse, as its host holds it (an editor's text may be unsaved). */
export interface SourceFile {
  /** Absolute path; need not exist on disk. */
  readonly path: string;
  readonly text: string;
  /** The host's own tree of `text`, when it has one. */
  readonly ast?: TSESTree.Program;
}

/** What could not be answered: the to-do list of the analysis. */
export interface Note {
  readonly kind:
    "syntax-error" | "budget" | "unresolved-import" | "internal" | "settings";
  readonly text: string;
}

export interface FileReport {
  /** In source order. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** Absolute paths of the other files whose content this report depends on. */
  readonly dependencies: readonly string[];
  /** A directory that was searched for others who use the same keys: any source file below it may change the report. */
  readonly searched?: string;
  /** What the project's settings ask of comments that disable rules. */
  readonly directives?: DirectiveSettings;
}

export interface DirectiveSettings {
  readonly requireReason: boolean;
  readonly reportUnused: boolean;
}

export interface EngineOptions {
  readonly settings?: Settings;
  /** The view of the disk, where several engines share one. */
  readonly project?: Project;
}

/** What a host needs that looks at each file once. */
export interface Analyser {
  /**
   * The findings for one file: of all rules, or only the wanted ones. Never
   * throws for any text. Where only certain findings are wanted, code that
   * cannot have one is not followed, at a fraction of the cost.
   */
  analyze(file: SourceFile, wanted?: Wanted): FileReport;
}

export interface Engine extends Analyser {
  /**
   * Puts an editor's unsaved text in the place of a file's, for the analysis of
   * the files that import it or share its keys; `undefined` takes it away.
   */
  setText(path: string, text: string | undefined): void;
  /** Says that files on disk have changed, so that the next analysis looks at all it rests on. */
  refresh(): void;
}

/** The rules to look for; `certain` leaves out their possible findings. */
export type Wanted = ReadonlyMap<RuleName, Certainty>;

export function createEngine(options: EngineOptions = {}): Engine {
  return new FindingEngine(options);
}

/** Conclusions are kept between files and dropped when any file that was read has changed. */
class FindingEngine implements Engine {
  readonly #project: Project;
  readonly #catalogue: Catalogue;
  readonly #peers: ProjectPeers;
  #questions: Questions | undefined;
  readonly #tables: TableView;
  /** Calls that a setting explains by their name: the gate does not know them. */
  readonly #hasWrappers: boolean;
  #analysis: Analysis;
  #gate: Gate;
  #revision: number;
  /** Of files that are asked about again while nothing else has changed: a watcher's, an editor's. */
  readonly #reports = new LRUCache<string, Reported>({
    maxSize: mostReported,
    sizeCalculation: ({ text }) => 1 + text.length,
  });

  constructor({ settings = {}, project = createProject() }: EngineOptions) {
    this.#project = project;
    this.#catalogue = catalogueFor(settings, this.#project);
    this.#hasWrappers = (settings.wrappers ?? []).length > 0;
    this.#tables = createTableView(settings.tables ?? []);
    this.#peers = new ProjectPeers(this.#project, this.#catalogue);
    this.#analysis = this.#newAnalysis();
    this.#gate = new Gate(this.#project, this.#catalogue);
    this.#revision = this.#project.refresh();
  }

  setText(path: string, text: string | undefined): void {
    const isKnown = this.#analysis.hasRead(path);
    const hasChanged = this.#project.setOverlay(path, text);
    if (hasChanged) this.#reports.clear();
    if (hasChanged && !isKnown) this.#revision += 1;
  }

  refresh(): void {
    this.#project.refresh({ now: true });
  }

  analyze(file: SourceFile, wanted?: Wanted): FileReport {
    try {
      return this.#analyze(file, wanted);
    } catch (error) {
      const text = `The analysis of ${file.path} stopped: ${error instanceof Error ? error.message : String(error)}`;
      return {
        findings: [],
        notes: [{ kind: "internal", text }],
        dependencies: [],
      };
    }
  }

  /** The report of the same text before, as long as nothing has changed that it may rest on. */
  #analyze(file: SourceFile, wanted?: Wanted): FileReport {
    this.#forgetStaleConclusions();
    const asked = wanted ? [...wanted].join(" ") : "";
    const known = this.#reports.get(file.path);
    if (known?.text === file.text && known.asked === asked) return known.report;
    const report = this.#reportOn(file, wanted);
    this.#reports.set(file.path, { text: file.text, asked, report });
    return report;
  }

  #reportOn(file: SourceFile, wanted?: Wanted): FileReport {
    const parsed = file.ast
      ? { kind: "parsed" as const, ast: file.ast }
      : parseText(file.text, file.path);
    if (parsed.kind === "failed") return unreadable(parsed);
    if (testFile.test(file.path)) return nothingFound;
    this.#peers.begin(this.#revision);
    this.#questions = undefined;
    const parts = this.#partsFor(file, wanted);
    if (parts?.length === 0)
      return withDependencies(nothing, file.path, noFiles, this.#gate);
    const analysis = this.#analysis;
    const flows = analysis.flows(file.path, file.text, parsed.ast, parts);
    const findings = flows.flatMap((flow) =>
      hazards
        .filter(({ rule }) => wanted?.has(rule) ?? true)
        .flatMap((hazard) =>
          hazard.find(this.#tables(hazard.rule, flow), file.path),
        )
        .map((finding) =>
          flow.module.isOneOff ? withOneOffDoubt(finding) : finding,
        ),
    );
    const asked = this.#questions as Questions | undefined;
    const files = new Set([...analysis.files(), ...(asked?.files ?? [])]);
    files.delete(file.path);
    const told = {
      findings: withoutRepeats(
        findings.filter((finding) => isWanted(finding, wanted)),
      ),
      notes: [...analysis.notes(), ...(asked?.isCut ? [unfinishedSearch] : [])],
      ...(asked?.searched !== undefined && { searched: asked.searched }),
    };
    return withDependencies(told, file.path, files, parts && this.#gate);
  }

  /** Where to look, when every wanted rule says what its certain findings need. */
  #partsFor({ path, text }: SourceFile, wanted?: Wanted): Parts | undefined {
    if (!wanted || this.#hasWrappers) return undefined;
    const needs: Needs[] = [];
    for (const hazard of hazards) {
      const certainty = wanted.get(hazard.rule);
      if (certainty === undefined) continue;
      if (certainty === "possible" || !hazard.needs) return undefined;
      needs.push(hazard.needs);
    }
    return this.#gate.parts(path, text, needs);
  }

  #forgetStaleConclusions(): void {
    const revision = this.#project.refresh();
    if (revision === this.#revision && !this.#analysis.isFull) return;
    if (revision !== this.#revision) {
      this.#gate = new Gate(this.#project, this.#catalogue);
      this.#reports.clear();
    }
    this.#revision = revision;
    this.#analysis = this.#newAnalysis();
  }

  #newAnalysis(): Analysis {
    const peersOf = (module: FlowModule) =>
      (this.#questions ??= this.#peers.about(module, () =>
        this.#analysis.files(),
      ));
    return new Analysis(this.#project, this.#catalogue, { peersOf });
  }
}

interface Reported {
  readonly text: string;
  readonly asked: string;
  readonly report: FileReport;
}

/** Characters of source whose reports are kept. */
const mostReported = 50_000_000;

const unfinishedSearch: Note = {
  kind: "budget",
  text: "more files use caches than are searched for those that share a key with this one",
};
