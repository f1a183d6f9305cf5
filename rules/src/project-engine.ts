/** An engine that takes its settings from the project that a file belongs to. */
import { createEngine } from "./engine.ts";
import type { Engine, FileReport, SourceFile, Wanted } from "./engine.ts";
import { joinSettings, ProjectSettings } from "./project-settings.ts";
import type { Settings } from "./settings.ts";

export interface ProjectEngineOptions {
  /** Settings that stand before those of the project: an ESLint configuration's. */
  readonly settings?: Settings;
}

export function createProjectEngine(
  options: ProjectEngineOptions = {},
): Engine {
  return new ProjectEngine(options.settings ?? {});
}

/** One engine for each different record of settings. */
class ProjectEngine implements Engine {
  readonly #given: Settings;
  readonly #projectSettings = new ProjectSettings();
  readonly #engines = new Map<string, Engine>();
  /** Unsaved texts, for engines that are made later. */
  readonly #texts = new Map<string, string>();

  constructor(given: Settings) {
    this.#given = given;
  }

  analyze(file: SourceFile, wanted?: Wanted): FileReport {
    const { path, answer } = this.#projectSettings.of(file.path);
    const read = path === undefined ? [] : [path];
    if ("problem" in answer) {
      const note = { kind: "settings", text: answer.problem } as const;
      return { findings: [], notes: [note], dependencies: read };
    }
    const settings = joinSettings(this.#given, answer.settings);
    const report = this.#engineFor(settings).analyze(file, wanted);
    return {
      findings: report.findings,
      notes: report.notes,
      // Spelled out, since naming the files takes time that few callers need.
      get dependencies() {
        return [...report.dependencies, ...read];
      },
      directives: {
        requireReason: settings.requireReason === true,
        reportUnused: settings.reportUnusedDisableDirectives === true,
      },
    };
  }

  setText(path: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(path);
    else this.#texts.set(path, text);
    for (const engine of this.#engines.values()) engine.setText(path, text);
  }

  refresh(): void {
    this.#projectSettings.refresh();
    for (const engine of this.#engines.values()) engine.refresh();
  }

  #engineFor(settings: Settings): Engine {
    const key = JSON.stringify(settings);
    const known = this.#engines.get(key);
    if (known) return known;
    const made = createEngine({ settings });
    for (const [path, text] of this.#texts) made.setText(path, text);
    this.#engines.set(key, made);
    return made;
  }
}
