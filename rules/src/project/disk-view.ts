/**
 * One consistent view of the disk: what was seen once is answered from memory
 * until `update` finds that it changed. Resolution asks the same directories
 * thousands of times, so a directory is listed once instead of probing names.
 */
import path from "node:path";
import type { EntryKind, FileSystem } from "./files.ts";

export interface DiskView {
  kind(path: string): EntryKind | undefined;
  /** Text of a small configuration file. */
  text(path: string): string | undefined;
  realPath(path: string): string;
  /** Forgets everything when anything that was seen has changed; says whether it had. */
  update(): boolean;
  clear(): void;
}

interface Seen<T> {
  readonly stamp: string | undefined;
  readonly value: T;
}

export function createDiskView(files: FileSystem): DiskView {
  const directories = new Map<
    string,
    Seen<ReadonlyMap<string, EntryKind> | undefined>
  >();
  const texts = new Map<string, Seen<string | undefined>>();
  const realPaths = new Map<string, string>();

  function clear(): void {
    directories.clear();
    texts.clear();
    realPaths.clear();
  }

  function namesIn(
    directory: string,
  ): ReadonlyMap<string, EntryKind> | undefined {
    return remembered(directories, directory, files.directoryStamp, files.list);
  }

  function isStale(): boolean {
    return (
      isAnyStale(directories, files.directoryStamp) ||
      isAnyStale(texts, files.stamp)
    );
  }

  return {
    kind(file) {
      const parent = path.dirname(file);
      return parent === file
        ? "directory"
        : namesIn(parent)?.get(path.basename(file));
    },
    text: (file) => remembered(texts, file, files.stamp, files.readText),
    realPath(file) {
      const known = realPaths.get(file);
      if (known !== undefined) return known;
      const real = files.realPath(file);
      realPaths.set(file, real);
      return real;
    },
    update() {
      if (!isStale()) return false;
      clear();
      return true;
    },
    clear,
  };
}

/** The stamp is taken before the value, so a change in between is noticed later, never missed. */
function remembered<T>(
  known: Map<string, Seen<T>>,
  file: string,
  stampOf: (path: string) => string | undefined,
  read: (path: string) => T,
): T {
  const seen = known.get(file);
  if (seen !== undefined) return seen.value;
  const stamp = stampOf(file);
  const value = read(file);
  known.set(file, { stamp, value });
  return value;
}

function isAnyStale(
  known: ReadonlyMap<string, Seen<unknown>>,
  stampOf: (path: string) => string | undefined,
): boolean {
  for (const [file, seen] of known)
    if (stampOf(file) !== seen.stamp) return true;
  return false;
}
