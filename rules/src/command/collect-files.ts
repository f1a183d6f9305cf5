import { readdirSync, realpathSync, statSync, type Dirent } from "node:fs";
import path from "node:path";
import { gitIgnoreFor, type GitIgnore } from "./git-ignore.ts";
import { codeOf, unreadable, type Problem } from "./problem.ts";

export interface Collected {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** The files to lint, or the one path, as written, that does not exist. */
export type Collection =
  { readonly found: Collected } | { readonly missing: string };

const SKIPPED_FOLDERS = new Set([
  "node_modules",
  "bower_components",
  "dist",
  "build",
  "out",
  "coverage",
]);

/**
 * The source files that the paths name: a file is taken as it is, a folder is
 * searched without installed packages, build output, hidden folders and what
 * `.gitignore` names.
 */
export function collectFiles(
  paths: readonly string[],
  cwd: string,
): Collection {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const written of paths) {
    const root = path.resolve(cwd, written);
    const kind = kindOf(root);
    if (kind === "missing") return { missing: written };
    const found = kind === "folder" ? search(root) : single(root);
    problems.push(...found.problems);
    for (const file of found.files) addOnce(files, file);
  }
  return { found: { files: [...files.values()].sort(), problems } };
}

/** A link and its target are one file, known by the target's name. */
function addOnce(files: Map<string, string>, file: string): void {
  const real = realPathOf(file);
  if (!files.has(real) || file === real) files.set(real, file);
}

function kindOf(root: string): "folder" | "file" | "missing" {
  try {
    return statSync(root).isDirectory() ? "folder" : "file";
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes(codeOf(error)) ? "missing" : "file";
  }
}

function realPathOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

function single(file: string): Collected {
  if (isSource(file)) return { files: [file], problems: [] };
  const text = "It is not a TypeScript or JavaScript file.";
  return { files: [], problems: [{ file, kind: "unreadable", text }] };
}

/** All files below a folder. Links to folders are not followed: no loops, no copies. */
function search(root: string): Collected {
  const files: string[] = [];
  const problems: Problem[] = [];
  const waiting = [{ folder: root, ignored: gitIgnoreFor(root) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, ignored } = next;
    const entries = entriesOf(folder);
    if ("problem" in entries) {
      problems.push(entries.problem);
      continue;
    }
    for (const entry of entries.list) {
      const place = path.join(folder, entry.name);
      if (isFolderToSearch(entry, place, ignored))
        waiting.push({ folder: place, ignored: ignored.within(place) });
      if (isFileToLint(entry, place, ignored)) files.push(place);
    }
  }
  return { files, problems };
}

function entriesOf(
  folder: string,
): { readonly list: readonly Dirent[] } | { readonly problem: Problem } {
  try {
    return { list: readdirSync(folder, { withFileTypes: true }) };
  } catch (error) {
    return { problem: unreadable(folder, error) };
  }
}

function isFolderToSearch(
  entry: Dirent,
  place: string,
  ignored: GitIgnore,
): boolean {
  return (
    entry.isDirectory() &&
    !entry.name.startsWith(".") &&
    !SKIPPED_FOLDERS.has(entry.name) &&
    !ignored.ignores(place, true)
  );
}

function isFileToLint(
  entry: Dirent,
  place: string,
  ignored: GitIgnore,
): boolean {
  return (
    (entry.isFile() || isLinkToFile(entry, place)) &&
    isSource(entry.name) &&
    !isDeclarationOrMinified(entry.name) &&
    !ignored.ignores(place, false)
  );
}

/** A broken link counts as a file, so that it is named when it is read. */
function isLinkToFile(entry: Dirent, place: string): boolean {
  return entry.isSymbolicLink() && kindOf(place) !== "folder";
}

function isSource(name: string): boolean {
  return /\.[cm]?[jt]sx?$/u.test(name);
}

function isDeclarationOrMinified(name: string): boolean {
  return /\.d\.[cm]?ts$|[.-]min\.[cm]?js$/u.test(name);
}
