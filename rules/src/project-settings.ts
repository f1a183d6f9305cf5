/**
 * Settings of a project: `consistency.json` at its root, read by the command,
 * the language server and the plugin alike. It is data; nothing is executed.
 */
import path from "node:path";
import JSON5 from "json5";
import { createProject } from "./project/project.ts";
import type { Project } from "./project/project.ts";
import { readSettings } from "./settings.ts";
import type { Settings, SettingsAnswer } from "./settings.ts";

const SETTINGS_FILE = "consistency.json";

/** What the settings file of a source file says. */
export interface Found {
  /** Absolute path; undefined where the project has no such file. */
  readonly path?: string;
  readonly answer: SettingsAnswer;
}

export class ProjectSettings {
  readonly #project: Project;
  /** The answers to texts, which many files share. */
  readonly #read = new Map<string, SettingsAnswer>();
  /** By directory of a source file, as long as nothing on disk has changed. */
  readonly #found = new Map<string, Found>();
  #revision = -1;

  constructor(project: Project = createProject()) {
    this.#project = project;
  }

  /** Looks at the disk at the next question, however recently it did. */
  refresh(): void {
    this.#project.refresh({ now: true });
  }

  /** The settings for a source file (absolute path); none where there is no settings file. */
  of(file: string): Found {
    const revision = this.#project.refresh();
    if (revision !== this.#revision) this.#found.clear();
    this.#revision = revision;
    const directory = path.dirname(file);
    const known = this.#found.get(directory);
    if (known) return known;
    const found = this.#find(file);
    this.#found.set(directory, found);
    return found;
  }

  #find(file: string): Found {
    const root = this.#project.rootOf(file);
    if (root === undefined) return NONE;
    const place = path.join(root, SETTINGS_FILE);
    const text = this.#project.textOf(place);
    if (text === undefined) return NONE;
    const answer = this.#read.get(text) ?? parse(text);
    this.#read.set(text, answer);
    return { path: place, answer };
  }
}

const NONE: Found = { answer: { settings: {} } };

function parse(text: string): SettingsAnswer {
  try {
    return readSettings(JSON5.parse(text), `${SETTINGS_FILE}:`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      problem: `${SETTINGS_FILE} is not valid JSON: ${reason.replace(/^JSON5: /u, "")}.`,
    };
  }
}

/** Both: lists are joined, and what `first` says wins. */
export function joinSettings(first: Settings, second: Settings): Settings {
  const lists = {
    wrappers: [...(first.wrappers ?? []), ...(second.wrappers ?? [])],
    stores: [...(first.stores ?? []), ...(second.stores ?? [])],
    tables: [...(first.tables ?? []), ...(second.tables ?? [])],
  };
  return { ...second, ...first, ...lists };
}
