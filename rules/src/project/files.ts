/**
 * The only module of the project layer that touches the disk. Every question
 * has an answer for every path: what cannot be read is `undefined`.
 */
import {
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  type Dirent,
} from "node:fs";
import path from "node:path";

export type EntryKind = "file" | "directory";

export interface FileSystem {
  /** The file's text, decoded as UTF-8; undefined when it is not a readable file. */
  readonly readText: (path: string) => string | undefined;
  /** Changes whenever the file's content may have changed; undefined when it is not a file. */
  readonly stamp: (path: string) => string | undefined;
  /** Changes whenever an entry was added, removed or renamed; undefined when it is not a directory. */
  readonly directoryStamp: (path: string) => string | undefined;
  /** Names in a directory, links followed one step; undefined when it is not a readable directory. */
  readonly list: (path: string) => ReadonlyMap<string, EntryKind> | undefined;
  readonly isDirectory: (path: string) => boolean;
  /** The path with symbolic links resolved; the path itself when that fails (missing, or a cycle). */
  readonly realPath: (path: string) => string;
}

export const diskFiles: FileSystem = {
  readText: (file) => attempt(() => readFileSync(file, "utf8")),
  stamp: (file) => stampOf(file, "file"),
  directoryStamp: (directory) => stampOf(directory, "directory"),
  list: (directory) => attempt(() => listOf(directory)),
  isDirectory: (directory) => kindOf(directory) === "directory",
  realPath: (file) => attempt(() => realpathSync.native(file)) ?? file,
};

function stampOf(file: string, wanted: EntryKind): string | undefined {
  const stats = statOf(file);
  if (
    stats === undefined ||
    (wanted === "file" ? !stats.isFile() : !stats.isDirectory())
  ) {
    return undefined;
  }
  return `${String(stats.mtimeMs)}:${String(stats.ctimeMs)}:${String(stats.size)}`;
}

function listOf(directory: string): ReadonlyMap<string, EntryKind> {
  const names = new Map<string, EntryKind>();
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const kind = entryKind(directory, entry);
    if (kind !== undefined) names.set(entry.name, kind);
  }
  return names;
}

function entryKind(directory: string, entry: Dirent): EntryKind | undefined {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink()
    ? kindOf(path.join(directory, entry.name))
    : undefined;
}

function kindOf(file: string): EntryKind | undefined {
  const stats = statOf(file);
  if (stats?.isFile() === true) return "file";
  return stats?.isDirectory() === true ? "directory" : undefined;
}

function statOf(file: string) {
  return attempt(() => statSync(file, { throwIfNoEntry: false }));
}

/** File system calls throw for many reasons; all of them mean "there is nothing to read". */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
