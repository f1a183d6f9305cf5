/**
 * The engine's front door: source text in, findings out. ESLint rules, the
 * command and the language server all come through here.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import { Analysis } from "./analysis/analyse.ts";
import { Catalogue } from "./analysis/catalogue-index.ts";
import { Stores } from "./analysis/stores.ts";
import { Wrappers } from "./analysis/wrappers.ts";
import { libraries } from "./catalog/index.ts";
import type { Finding } from "./finding.ts";
import { hazards } from "./hazards/index.ts";
import { createTableView } from "./hazards/table-view.ts";
import type { TableView } from "./hazards/table-view.ts";
import { parseText } from "./project/parse.ts";
import { createProject } from "./project/project.ts";
import type { Project } from "./project/project.ts";
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
  /** What the project's settings ask of comments that disable rules. */
  readonly directives?: DirectiveSettings;
}

export interface DirectiveSettings {
  readonly requireReason: boolean;
  readonly reportUnused: boolean;
}

export interface EngineOptions {
  readonly settings?: Settings;
}

export interface Engine {
  /** All findings of all rules for one file. Never throws for any text. */
  analyze(file: SourceFile): FileReport;
}

export function createEngine(options: EngineOptions = {}): Engine {
  return new FindingEngine(options);
}

/** Conclusions are kept between files and dropped when any file that was read has changed. */
class FindingEngine implements Engine {
  readonly #project: Project = createProject();
  readonly #catalogue: Catalogue;
  readonly #tables: TableView;
  #analysis: Analysis;
  #revision: number;

  constructor({ settings = {} }: EngineOptions) {
    const rootOf = (file: string) => this.#project.rootOf(file);
    const stores = new Stores(settings, rootOf);
    const wrappers = new Wrappers(settings.wrappers ?? [], rootOf);
    this.#catalogue = new Catalogue(libraries, stores, wrappers);
    this.#tables = createTableView(settings.tables ?? []);
    this.#analysis = new Analysis(this.#project, this.#catalogue);
    this.#revision = this.#project.refresh();
  }

  analyze(file: SourceFile): FileReport {
    try {
      return this.#analyze(file);
    } catch (error) {
      const text = `The analysis of ${file.path} stopped: ${error instanceof Error ? error.message : String(error)}`;
      return {
        findings: [],
        notes: [{ kind: "internal", text }],
        dependencies: [],
      };
    }
  }

  #analyze(file: SourceFile): FileReport {
    const parsed = file.ast
      ? { kind: "parsed" as const, ast: file.ast }
      : parseText(file.text, file.path);
    if (parsed.kind === "failed") {
      const text =
        parsed.line === undefined
          ? parsed.message
          : `Line ${String(parsed.line)}: ${parsed.message}`;
      return {
        findings: [],
        notes: [{ kind: "syntax-error", text }],
        dependencies: [],
      };
    }
    this.#forgetStaleConclusions();
    const flows = this.#analysis.flows(file.path, file.text, parsed.ast);
    const findings = flows.flatMap((flow) =>
      hazards.flatMap((hazard) =>
        hazard.find(this.#tables(hazard.rule, flow), file.path),
      ),
    );
    return {
      findings: withoutRepeats(findings),
      notes: this.#analysis.notes(),
      dependencies: [...this.#analysis.files()].filter(
        (path) => path !== file.path,
      ),
    };
  }

  #forgetStaleConclusions(): void {
    const revision = this.#project.refresh();
    if (revision === this.#revision && !this.#analysis.isFull) return;
    this.#revision = revision;
    this.#analysis = new Analysis(this.#project, this.#catalogue);
  }
}

/** One finding for each rule and place, the more certain one, in source order. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of findings) {
    const place = `${finding.rule}:${finding.location.range.join("-")}`;
    const known = byPlace.get(place);
    if (
      !known ||
      (known.certainty === "possible" && finding.certainty === "certain")
    )
      byPlace.set(place, finding);
  }
  return [...byPlace.values()].sort(
    (a, b) => a.location.range[0] - b.location.range[0],
  );
}
