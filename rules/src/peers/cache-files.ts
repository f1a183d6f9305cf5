/** The files of a project that have to do with a cache, found by their text alone. */
import path from "node:path";
import {
  cacheCall,
  cacheWords,
  notServiceFile,
  oneOffFolder,
} from "../catalog/names.ts";
import type { Project } from "../project/project.ts";

export interface FoundFiles {
  readonly paths: readonly string[];
  readonly isComplete: boolean;
}

export class CacheFiles {
  readonly #project: Project;
  readonly #words: readonly string[];
  readonly #known = new Map<string, { version: string; isCache: boolean }>();
  readonly #mentions = new Map<string, FoundFiles>();

  /** `words` tell a cache besides the usual ones: the names of users' own stores. */
  constructor(project: Project, words: readonly string[]) {
    this.#project = project;
    this.#words = words;
  }

  /** Those below `root` whose text mentions all words of any of the lists; without lists, all. */
  mentioning(root: string, lists: readonly (readonly string[])[]): FoundFiles {
    const key = JSON.stringify([root, lists]);
    const known = this.#mentions.get(key);
    if (known) return known;
    const found = this.#search(root, lists);
    this.#mentions.set(key, found);
    return found;
  }

  /** Forgets which files mention what, because some text may have changed. */
  forget(): void {
    this.#mentions.clear();
  }

  #search(root: string, lists: readonly (readonly string[])[]): FoundFiles {
    if (lists.length > 0) {
      const { paths, isComplete } = this.mentioning(root, []);
      const wanted = lists.map((words) => words.map(plain));
      return {
        paths: paths.filter((file) => this.#says(file, wanted)),
        isComplete,
      };
    }
    const { files, isComplete } = this.#project.sourcesIn(root);
    const paths = files.filter(
      (file) => isService(path.relative(root, file)) && this.#isCache(file),
    );
    return { paths, isComplete };
  }

  #says(file: string, lists: readonly (readonly string[])[]): boolean {
    const text = plain(this.#project.textOf(file) ?? "");
    return lists.some((words) => words.every((word) => text.includes(word)));
  }

  #isCache(file: string): boolean {
    const version = this.#project.versionOf(file);
    if (version === undefined) return false;
    const known = this.#known.get(file);
    if (known?.version === version) return known.isCache;
    const text = this.#project.textOf(file) ?? "";
    const isCache =
      usesCache(file, text) || this.#words.some((word) => text.includes(word));
    this.#known.set(file, { version, isCache });
    return isCache;
  }
}

function usesCache(file: string, text: string): boolean {
  return (
    cacheWords.test(text) && !isInterface(file, text) && cacheCall.test(text)
  );
}

/** Components of a user interface keep caches of their own, which no server shares. */
function isInterface(file: string, text: string): boolean {
  return (
    /^\s*["']use client["']/u.test(text) ||
    (/\.[jt]sx$/u.test(file) && !/redis|\bkv\b|["']use server["']/iu.test(text))
  );
}

/** By its path below the directory that is searched. */
export function isService(file: string): boolean {
  return !notServiceFile.test(file) && !oneOffFolder.test(file);
}

/** `cart_items`, `CartItems` and `cart-items` are mentioned alike. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[_-]/gu, "");
}
