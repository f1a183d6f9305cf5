/**
 * The engine's front door: source text in, findings out. ESLint rules, the
 * command and the language server all come through here.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import { Analysis } from "./analysis/analyse.ts";
import { Catalogue } from "./analysis/catalogue-index.ts";
import type { FlowModule } from "./analysis/effect.ts";
import { ProjectPeers } from "./peers/project-peers.ts";
import type { Questions } from "./peers/questions.ts";
import { Stores } from "./analysis/stores.ts";
import { Wrappers } from "./analysis/wrappers.ts";
import { libraries } from "./catalog/index.ts";
import type { Finding, RuleName } from "./finding.ts";
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
  /** The rules whose findings are asked for; without it, all. */
  readonly rules?: ReadonlySet<RuleName>;
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
}

/** What a host needs that looks at each file once. */
export interface Analyser {
  /** All findings for one file. Never throws for any text. */
  analyze(file: SourceFile): FileReport;
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

export function createEngine(options: EngineOptions = {}): Engine {
  return new FindingEngine(options);
}

/** Conclusions are kept between files and dropped when any file that was read has changed. */
class FindingEngine implements Engine {
  readonly #project: Project = createProject();
  readonly #catalogue: Catalogue;
  readonly #peers: ProjectPeers;
  #questions: Questions | undefined;
  readonly #tables: TableView;
  #analysis: Analysis;
  #revision: number;

  constructor({ settings = {} }: EngineOptions) {
    const rootOf = (file: string) => this.#project.rootOf(file);
    const stores = new Stores(settings, rootOf);
    const wrappers = new Wrappers(settings.wrappers ?? [], rootOf);
    this.#catalogue = new Catalogue(libraries, stores, wrappers);
    this.#tables = createTableView(settings.tables ?? []);
    this.#peers = new ProjectPeers(this.#project, this.#catalogue);
    this.#analysis = this.#newAnalysis();
    this.#revision = this.#project.refresh();
  }

  setText(path: string, text: string | undefined): void {
    const isKnown = this.#analysis.hasRead(path);
    const hasChanged = this.#project.setOverlay(path, text);
    if (hasChanged && !isKnown) this.#revision += 1;
  }

  refresh(): void {
    this.#project.refresh({ now: true });
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
    this.#peers.begin(this.#revision);
    this.#questions = undefined;
    const flows = this.#analysis.flows(file.path, file.text, parsed.ast);
    const wanted = hazards.filter(({ rule }) => file.rules?.has(rule) ?? true);
    const findings = flows.flatMap((flow) =>
      wanted.flatMap((hazard) =>
        hazard.find(this.#tables(hazard.rule, flow), file.path),
      ),
    );
    return this.#reportOf(file, findings);
  }

  #reportOf(file: SourceFile, findings: readonly Finding[]): FileReport {
    const asked = this.#questions;
    const files = new Set([...this.#analysis.files(), ...(asked?.files ?? [])]);
    files.delete(file.path);
    return {
      findings: withoutRepeats(findings),
      notes: [
        ...this.#analysis.notes(),
        ...(asked?.isCut ? [unfinishedSearch] : []),
      ],
      dependencies: [...files],
      ...(asked?.searched !== undefined && { searched: asked.searched }),
    };
  }

  #forgetStaleConclusions(): void {
    const revision = this.#project.refresh();
    if (revision === this.#revision && !this.#analysis.isFull) return;
    this.#revision = revision;
    this.#analysis = this.#newAnalysis();
  }

  #newAnalysis(): Analysis {
    const peersOf = (module: FlowModule) =>
      (this.#questions ??= this.#peers.about(module, () =>
        this.#analysis.files(),
      ));
    return new Analysis(this.#project, this.#catalogue, peersOf);
  }
}

const unfinishedSearch: Note = {
  kind: "budget",
  text: "more files use caches than are searched for those that share a key with this one",
};

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
