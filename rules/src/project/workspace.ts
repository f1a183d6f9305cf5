/**
 * Finds the packages that live in the repository itself, so that an import of
 * one of them leads to its source even when nothing is installed.
 */
import path from "node:path";
import { parse as parseYaml } from "yaml";
import type { DiskView } from "./disk-view.ts";
import {
  ancestorsOf,
  isRecord,
  repositoryOf,
  type Packages,
} from "./package-json.ts";
import { memberDirectories } from "./workspace-members.ts";

export interface Workspaces {
  /** The nearest workspace root above a directory; undefined outside a workspace. */
  rootOf(directory: string): string | undefined;
  /** The workspace that a package's directory belongs to; undefined outside of any. */
  holding(directory: string): string | undefined;
  /** The directory of the package with this name, as seen from a directory. */
  find(name: string, fromDirectory: string): string | undefined;
  clear(): void;
}

type Members = ReadonlyMap<string, string>;

/**
 * Without a workspace, services of one repository still import a shared package
 * of it, published under a scope. Only scoped names count then: a folder whose
 * manifest happens to be called `redis` is not what `import "redis"` means.
 */
const scopedName = /^@[^/]+\/[^/]+$/;

const anywhere = ["*", "*/*", "*/*/*"];

export function createWorkspaces(
  view: DiskView,
  packages: Packages,
  note: (text: string) => void,
): Workspaces {
  const roots = new Map<string, string | undefined>();
  const members = new Map<string, Members>();
  const patterns = new Map<string, readonly string[] | undefined>();
  const holders = new Map<string, string | undefined>();

  function patternsIn(directory: string): readonly string[] | undefined {
    if (!patterns.has(directory))
      patterns.set(directory, readPatterns(directory));
    return patterns.get(directory);
  }

  function readPatterns(directory: string): readonly string[] | undefined {
    return (
      pnpmPatterns(path.join(directory, "pnpm-workspace.yaml"), view, note) ??
      npmPatterns(packages.manifestIn(directory)?.["workspaces"])
    );
  }

  function rootOf(directory: string): string | undefined {
    if (!roots.has(directory)) {
      const above = ancestorsOf(directory, view);
      roots.set(
        directory,
        above.find((candidate) => patternsIn(candidate) !== undefined),
      );
    }
    return roots.get(directory);
  }

  function membersOf(root: string): Members {
    const known = members.get(root);
    if (known !== undefined) return known;
    const found = namedPackages([
      root,
      ...memberDirectories(root, patternsIn(root) ?? anywhere, view),
    ]);
    members.set(root, found);
    return found;
  }

  function findInRepository(
    name: string,
    directory: string,
  ): string | undefined {
    const root = scopedName.test(name)
      ? repositoryOf(directory, view)
      : undefined;
    return root === undefined ? undefined : membersOf(root).get(name);
  }

  function namedPackages(directories: readonly string[]): Members {
    const found = new Map<string, string>();
    for (const directory of directories) {
      const name = packages.manifestIn(directory)?.["name"];
      if (typeof name === "string" && !found.has(name))
        found.set(name, directory);
    }
    return found;
  }

  function holding(directory: string): string | undefined {
    if (!holders.has(directory)) holders.set(directory, findHolder(directory));
    return holders.get(directory);
  }

  function findHolder(directory: string): string | undefined {
    const root = rootOf(directory);
    if (root === undefined || root === directory) return root;
    const patternsThere = patternsIn(root) ?? [];
    return memberDirectories(root, patternsThere, view).includes(directory)
      ? root
      : undefined;
  }

  return {
    rootOf,
    holding,
    find(name, fromDirectory) {
      const root = rootOf(fromDirectory);
      if (root === undefined) return findInRepository(name, fromDirectory);
      return membersOf(root).get(name);
    },
    clear() {
      roots.clear();
      members.clear();
      patterns.clear();
      holders.clear();
    },
  };
}

function pnpmPatterns(
  file: string,
  view: DiskView,
  note: (text: string) => void,
): readonly string[] | undefined {
  const text = view.kind(file) === "file" ? view.text(file) : undefined;
  if (text === undefined) return undefined;
  try {
    const settings: unknown = parseYaml(text);
    return isRecord(settings) ? stringsIn(settings["packages"]) : undefined;
  } catch {
    note(
      `${file} is not valid YAML; its packages were left out of import resolution.`,
    );
    return undefined;
  }
}

/** npm and Bun write a list; Yarn and Bun also an object with `packages`. */
function npmPatterns(workspaces: unknown): readonly string[] | undefined {
  return stringsIn(isRecord(workspaces) ? workspaces["packages"] : workspaces);
}

function stringsIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((item) => typeof item === "string");
}
