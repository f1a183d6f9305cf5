/**
 * What the files of a project do to caches and rows, kept for as long as
 * nothing that it rests on has changed.
 */
import { Analysis } from "../analysis/analyse.ts";
import type { Catalogue } from "../analysis/catalogue-index.ts";
import type { FlowModule } from "../analysis/effect.ts";
import type { ModuleFacts } from "../analysis/module-facts.ts";
import type { Project } from "../project/project.ts";
import { CacheFiles } from "./cache-files.ts";
import { cacheFunctions } from "./cache-functions.ts";
import { digestOf } from "./digest.ts";
import type { PeerFlow } from "./peer.ts";
import { Questions } from "./questions.ts";

/** What one file does, and the files that this rests on. */
export interface FileDigest {
  readonly flows: readonly PeerFlow[];
  readonly files: readonly string[];
  /** False when a limit was reached, or the file could not be read. */
  readonly isComplete: boolean;
}

interface Kept {
  readonly digest: FileDigest;
  /** Of each file it rests on, itself included. */
  readonly versions: ReadonlyMap<string, string | undefined>;
  /** The revision of the project at which it was last found to hold. */
  revision: number;
}

export class ProjectPeers {
  readonly project: Project;
  readonly cacheFiles: CacheFiles;
  readonly #catalogue: Catalogue;
  readonly #kept = new Map<string, Kept>();
  #layout = -1;
  #revision = -1;
  #analysis: Analysis | undefined;

  constructor(project: Project, catalogue: Catalogue) {
    this.project = project;
    this.#catalogue = catalogue;
    this.cacheFiles = new CacheFiles(project, catalogue.ownWords);
  }

  /** Begins another file, at a revision of the project: what has changed since is made anew. */
  begin(revision: number): void {
    this.#analysis = undefined;
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.cacheFiles.forget();
    const layout = this.project.layout();
    if (layout !== this.#layout) this.#kept.clear();
    this.#layout = layout;
  }

  /** The questions of one file under analysis; `files` are those that its own flows rest on. */
  about(module: FlowModule, files: () => ReadonlySet<string>): Questions {
    return new Questions(this, module, files);
  }

  digestOf(path: string): FileDigest {
    const kept = this.#kept.get(path);
    if (kept && this.#holds(kept)) return kept.digest;
    const digest = this.#digest(path);
    const versions = new Map(
      [path, ...digest.files].map((file) => [
        file,
        this.project.versionOf(file),
      ]),
    );
    this.#kept.set(path, { digest, versions, revision: this.#revision });
    return digest;
  }

  #holds(kept: Kept): boolean {
    if (kept.revision === this.#revision) return true;
    for (const [file, version] of kept.versions)
      if (this.project.versionOf(file) !== version) return false;
    kept.revision = this.#revision;
    return true;
  }

  #digest(path: string): FileDigest {
    const file = this.project.file(path);
    if (!file?.ast) return { flows: [], files: [], isComplete: false };
    const analysis = this.#freshAnalysis();
    const parts = (module: ModuleFacts) =>
      cacheFunctions(module, this.#catalogue.ownWords);
    const flows = analysis
      .flows(path, file.text, file.ast, parts)
      .map(digestOf)
      .filter(({ effects }) => effects.length > 0);
    return {
      flows,
      files: [...analysis.files()].filter((other) => other !== path),
      isComplete: !analysis.notes().some(({ kind }) => kind === "budget"),
    };
  }

  #freshAnalysis(): Analysis {
    if (!this.#analysis || this.#analysis.isFull)
      this.#analysis = new Analysis(this.project, this.#catalogue);
    return this.#analysis;
  }
}
