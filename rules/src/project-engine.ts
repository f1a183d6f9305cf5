/** An engine that takes its settings from the project that a file belongs to. */
import { createEngine } from "./engine.ts";
import type { Engine, FileReport, SourceFile, Wanted } from "./engine.ts";
import { joinSettings, ProjectSettings } from "./project-settings.ts";
import { createProject } from "./project/project.ts";
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

interface Joined {
  readonly settings: Settings;
  readonly engine: Engine;
}

/** One engine for each different record of settings. */
class ProjectEngine implements Engine {
  readonly #given: Settings;
  /** One view of the disk for all of them. */
  readonly #project = createProject();
  readonly #projectSettings = new ProjectSettings(this.#project);
  readonly #engines = new Map<string, Engine>();
  /** By what the project's file says: the same record for every file of a project. */
  readonly #joined = new WeakMap<Settings, Joined>();
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
    const { settings, engine } = this.#joinedWith(answer.settings);
    const report = engine.analyze(file, wanted);
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

  #joinedWith(found: Settings): Joined {
    const known = this.#joined.get(found);
    if (known) return known;
    const settings = joinSettings(this.#given, found);
    const made = { settings, engine: this.#engineFor(settings) };
    this.#joined.set(found, made);
    return made;
  }

  #engineFor(settings: Settings): Engine {
    const key = JSON.stringify(settings);
    const known = this.#engines.get(key);
    if (known) return known;
    const made = createEngine({ settings, project: this.#project });
    for (const [path, text] of this.#texts) made.setText(path, text);
    this.#engines.set(key, made);
    return made;
  }
}
