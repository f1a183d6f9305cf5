/** Expands the patterns of a workspace to directories. */
import path from "node:path";
import picomatch from "picomatch";
import type { DiskView } from "./disk-view.ts";

/** Packages nested deeper than this are not found. */
const deepest = 6;

/** Directories below the root that the patterns match. Installed and hidden ones are never entered. */
export function memberDirectories(
  root: string,
  patterns: readonly string[],
  view: DiskView,
): string[] {
  const [excluded, included] = partition(patterns.map(withoutDecoration));
  if (included.length === 0) return [];
  const isMember = picomatch(included, {
    ignore: excluded.map((pattern) => pattern.slice(1)),
  });
  return directoriesBelow(root, depthOf(included), view).filter((directory) =>
    isMember(path.relative(root, directory).split(path.sep).join("/")),
  );
}

/** `./packages/*\/` is written for `packages/*`. */
function withoutDecoration(pattern: string): string {
  return pattern.replace(/^(!?)\.?\//, "$1").replace(/\/+$/, "");
}

function partition(
  patterns: readonly string[],
): [excluded: string[], included: string[]] {
  const isExcluded = (pattern: string) => pattern.startsWith("!");
  return [
    patterns.filter(isExcluded),
    patterns.filter((pattern) => !isExcluded(pattern)),
  ];
}

/** How many levels below the root a pattern can match. */
function depthOf(patterns: readonly string[]): number {
  const depths = patterns.map((pattern) =>
    pattern.includes("**") ? deepest : pattern.split("/").length,
  );
  return Math.min(deepest, Math.max(...depths));
}

/** Each directory once, however many symbolic links lead to it. */
function directoriesBelow(
  root: string,
  depth: number,
  view: DiskView,
): string[] {
  const seen = new Set([view.realPath(root)]);
  const found: string[] = [];
  let level = [root];
  for (let below = 0; below < depth; below += 1) {
    level = level
      .flatMap((directory) => childDirectories(directory, view))
      .filter((child) => isNew(view.realPath(child), seen));
    found.push(...level);
  }
  return found;
}

function childDirectories(directory: string, view: DiskView): string[] {
  const names = [...(view.names(directory) ?? [])];
  return names
    .filter(([name, kind]) => kind === "directory" && isEntered(name))
    .map(([name]) => path.join(directory, name))
    .sort();
}

function isNew(real: string, seen: Set<string>): boolean {
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

function isEntered(name: string): boolean {
  return name !== "node_modules" && !name.startsWith(".");
}
