/**
 * Lists a project's own source files, for questions such as "who else writes
 * this key". Installed packages, hidden directories and declaration files are
 * left out; build output is recognised by its usual names.
 */
import path from "node:path";
import type { DiskView } from "./disk-view.ts";
import { isSourceName } from "./locate.ts";

export interface SourceListing {
  /** Absolute paths, in a stable order. */
  readonly files: readonly string[];
  /** False when a limit was reached, so that files are missing. */
  readonly isComplete: boolean;
}

/** Above these a listing is cut: no single service is that large. */
const mostFiles = 50_000;
const mostDirectories = 20_000;

const skippedDirectories = new Set([
  "node_modules",
  "dist",
  "build",
  "out",
  "coverage",
]);

/** The source files at and below a directory. */
export function listSources(root: string, view: DiskView): SourceListing {
  return filesBelow(root, view, isOwnSource);
}

/** The files of certain names at and below a directory. A symbolic link's target is listed once. */
export function filesBelow(
  root: string,
  view: DiskView,
  isWanted: (name: string) => boolean,
): SourceListing {
  const files: string[] = [];
  const seen = new Set<string>();
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const real = view.realPath(next);
    if (seen.has(real)) continue;
    seen.add(real);
    if (files.length >= mostFiles || seen.size > mostDirectories)
      return { files, isComplete: false };
    const found = entriesOf(next, view, isWanted);
    files.push(...found.files);
    waiting.push(...found.directories);
  }
  return { files, isComplete: true };
}

function entriesOf(
  directory: string,
  view: DiskView,
  isWanted: (name: string) => boolean,
) {
  const names = [...(view.names(directory) ?? [])].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const files: string[] = [];
  const directories: string[] = [];
  for (const [name, kind] of names) {
    if (kind === "file" && isWanted(name))
      files.push(path.join(directory, name));
    if (kind === "directory" && isEntered(name))
      directories.unshift(path.join(directory, name));
  }
  return { files, directories };
}

function isOwnSource(name: string): boolean {
  return isSourceName(name) && !/\.d\.[cm]?ts$/.test(name);
}

function isEntered(name: string): boolean {
  return !name.startsWith(".") && !skippedDirectories.has(name);
}
