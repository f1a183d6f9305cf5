import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";

/** What the `.gitignore` files from the repository's root down to a folder say. */
export interface GitIgnore {
  /** Whether git would leave the entry out. `entry` is an absolute path below the folder. */
  ignores(entry: string, isFolder: boolean): boolean;
  /** The same for a folder directly below, with that folder's own file. */
  within(folder: string): GitIgnore;
}

interface Level {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The rules that hold in a folder, its parents' up to the repository's root included. */
export function gitIgnoreFor(folder: string): GitIgnore {
  return gitIgnoreOf(foldersDownTo(folder).flatMap(levelOf));
}

function gitIgnoreOf(levels: readonly Level[]): GitIgnore {
  return {
    ignores: (entry, isFolder) => isIgnored(levels, entry, isFolder),
    within: (folder) => gitIgnoreOf([...levels, ...levelOf(folder)]),
  };
}

/** The innermost file that has an opinion decides. */
function isIgnored(
  levels: readonly Level[],
  entry: string,
  isFolder: boolean,
): boolean {
  for (const { folder, rules } of levels.toReversed()) {
    const name = path.relative(folder, entry).split(path.sep).join("/");
    const { ignored, unignored } = rules.test(isFolder ? `${name}/` : name);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** From the repository's root to the folder; outside a repository, the folder alone. */
function foldersDownTo(folder: string): readonly string[] {
  const folders = [folder];
  for (let next = folder; !existsSync(path.join(next, ".git"));) {
    const parent = path.dirname(next);
    if (parent === next) return [folder];
    folders.unshift(parent);
    next = parent;
  }
  return folders;
}

function levelOf(folder: string): readonly Level[] {
  const text = textOf(path.join(folder, ".gitignore"));
  return text === undefined ? [] : [{ folder, rules: ignore().add(text) }];
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
