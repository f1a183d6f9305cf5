/**
 * One consistent view of the disk: what was seen once is answered from memory
 * until `update` finds that it changed. Resolution asks the same directories
 * thousands of times, so a directory is listed once instead of probing names.
 */
import path from "node:path";
import type { EntryKind, FileSystem } from "./files.ts";

export interface DiskView {
  /** What is at the path; only directories and names that resolution can mean are known. */
  readonly kind: (path: string) => EntryKind | undefined;
  /** The entries of a directory; undefined when it is not one. */
  readonly names: (directory: string) => Names | undefined;
  /** Text of a small configuration file. */
  readonly text: (path: string) => string | undefined;
  readonly realPath: (path: string) => string;
  /** Forgets everything when anything that was seen has changed; says whether it had. */
  readonly update: () => boolean;
  readonly clear: () => void;
}

export type Names = ReadonlyMap<string, EntryKind>;

/** One kind of question to the disk, with the answers given so far. */
interface Memory<T> {
  readonly recall: (path: string) => T;
  /** Whether an answer would be another one now. */
  readonly isStale: () => boolean;
  readonly clear: () => void;
}

export function createDiskView(files: FileSystem): DiskView {
  const directories = remember(
    files.directoryStamp,
    (path) => relevantNames(files.list(path)),
    hasSameNames,
  );
  const texts = remember(files.stamp, files.readText, Object.is);
  const realPaths = new Map<string, string>();

  function clear(): void {
    for (const memory of [directories, texts, realPaths]) memory.clear();
  }

  return {
    kind(file) {
      const parent = path.dirname(file);
      if (parent === file) return "directory";
      return directories.recall(parent)?.get(path.basename(file));
    },
    names: directories.recall,
    text: texts.recall,
    realPath(file) {
      const known = realPaths.get(file);
      if (known !== undefined) return known;
      const real = files.realPath(file);
      realPaths.set(file, real);
      return real;
    },
    update() {
      if (!directories.isStale() && !texts.isStale()) return false;
      clear();
      return true;
    },
    clear,
  };
}

/** The stamp is taken before the value, so a change in between is noticed later, never missed. */
function remember<T>(
  stampOf: (path: string) => string | undefined,
  read: (path: string) => T,
  isSame: (before: T, after: T) => boolean,
): Memory<T> {
  const answers = new Map<
    string,
    { readonly stamp: string | undefined; readonly value: T }
  >();

  function ask(file: string): T {
    const stamp = stampOf(file);
    const value = read(file);
    answers.set(file, { stamp, value });
    return value;
  }

  /** A new stamp alone is not a change: tools touch files and write logs beside them. */
  function isStale(): boolean {
    for (const [file, { stamp, value }] of answers) {
      if (stampOf(file) !== stamp && !isSame(value, ask(file))) return true;
    }
    return false;
  }

  return {
    recall: (file) => {
      const known = answers.get(file);
      return known === undefined ? ask(file) : known.value;
    },
    isStale,
    clear: () => {
      answers.clear();
    },
  };
}

/** Leaves out logs, images and caches, which come and go without meaning anything here. */
function relevantNames(names: Names | undefined): Names | undefined {
  if (names === undefined) return undefined;
  return new Map(
    [...names].filter(
      ([name, kind]) => kind === "directory" || isRelevantFile(name),
    ),
  );
}

function isRelevantFile(name: string): boolean {
  return (
    name === ".git" || /\.(?:[cm]?[jt]sx?|json|ya?ml|prisma|sql)$/.test(name)
  );
}

function hasSameNames(
  before: Names | undefined,
  after: Names | undefined,
): boolean {
  if (before === undefined || after === undefined) return before === after;
  return (
    before.size === after.size &&
    [...before].every(([name, kind]) => after.get(name) === kind)
  );
}
