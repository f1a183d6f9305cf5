/** The files of the project as modules: read once, and charged to the file under analysis. */
import type { TSESTree } from "@typescript-eslint/utils";
import { longestText } from "../project/parse.ts";
import type { Project } from "../project/project.ts";
import type { Resolution } from "../project/resolve.ts";
import { exportedNames } from "./exported-names.ts";
import type { ExportedNames } from "./exported-names.ts";
import type { Ledger } from "./ledger.ts";
import { readModule } from "./module-facts.ts";
import type { ModuleFacts } from "./module-facts.ts";

/** A file that another one imports; without facts when it cannot be parsed. */
interface Followed {
  readonly facts: ModuleFacts | undefined;
  readonly characters: number;
}

export class Modules {
  readonly #project: Project;
  readonly #ledger: Ledger;
  readonly #followed = new Map<string, Followed>();
  readonly #adopted = new Map<string, ModuleFacts>();
  readonly #texts = new Map<string, string | undefined>();
  readonly #exported = new Map<string, ExportedNames>();
  #characters = 0;

  constructor(project: Project, ledger: Ledger) {
    this.#project = project;
    this.#ledger = ledger;
  }

  /** Characters of source text whose trees are held. */
  get characters(): number {
    return this.#characters;
  }

  /** Whether any answer so far may rest on the file's text. */
  hasRead(path: string): boolean {
    return this.#texts.has(path);
  }

  /** The module at a path; undefined when there is none or the file's limit is reached. */
  moduleOf(path: string): ModuleFacts | undefined {
    const characters = this.#followed.get(path)?.characters;
    const size = characters ?? this.#textOf(path)?.length;
    if (size === undefined || size > longestText) return undefined;
    if (!this.#ledger.follow(path, size)) return undefined;
    const known = this.#followed.get(path);
    if (known) return known.facts;
    const facts = this.#read(path);
    this.#followed.set(path, { facts, characters: size });
    return facts;
  }

  #read(path: string): ModuleFacts | undefined {
    const text = this.#textOf(path);
    const adopted = this.#adopted.get(path);
    if (adopted && adopted.text === text) return adopted;
    const file = this.#project.file(path);
    return file?.ast && this.#facts(path, file.text, file.ast);
  }

  /** Takes a tree that the host has parsed already. */
  adopt(path: string, text: string, ast: TSESTree.Program): ModuleFacts {
    for (const known of [
      this.#adopted.get(path),
      this.#followed.get(path)?.facts,
    ])
      if (known?.text === text) return known;
    const facts = this.#facts(path, text, ast);
    this.#adopted.set(path, facts);
    return facts;
  }

  #facts(path: string, text: string, ast: TSESTree.Program): ModuleFacts {
    this.#characters += text.length;
    return readModule(path, text, ast);
  }

  resolve(specifier: string, from: ModuleFacts): Resolution {
    return this.#project.resolve(specifier, from.path);
  }

  /** Whether a file may export a name: `false` is sure. Nothing is parsed for it. */
  mayExport(path: string, name: string): boolean {
    const { names, isOpen } = this.#exportedNames(path);
    this.#ledger.follow(path, 0);
    return isOpen || names.has(name);
  }

  #exportedNames(path: string): ExportedNames {
    const known = this.#exported.get(path);
    if (known) return known;
    const made = exportedNames(this.#textOf(path) ?? "");
    this.#exported.set(path, made);
    return made;
  }

  #textOf(path: string): string | undefined {
    if (this.#texts.has(path)) return this.#texts.get(path);
    const text = this.#project.textOf(path);
    this.#texts.set(path, text);
    return text;
  }
}
