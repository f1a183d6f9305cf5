/** Reads `package.json` files and finds the one a source file belongs to. */
import path from "node:path";
import type { DiskView } from "./disk-view.ts";

/** The manifest as written; every field is checked by whoever reads it. */
export type PackageJson = Readonly<Record<string, unknown>>;

export interface Packages {
  /** The manifest in this directory; undefined when there is none or it is broken. */
  manifestIn(directory: string): PackageJson | undefined;
  /** The nearest directory, from here upwards, with a manifest. */
  nearest(directory: string): string | undefined;
  clear(): void;
}

export function createPackages(
  view: DiskView,
  note: (text: string) => void,
): Packages {
  const manifests = new Map<string, PackageJson | undefined>();
  const nearest = new Map<string, string | undefined>();

  function manifestIn(directory: string): PackageJson | undefined {
    if (!manifests.has(directory))
      manifests.set(directory, readManifest(directory, view, note));
    return manifests.get(directory);
  }

  return {
    manifestIn,
    nearest(directory) {
      if (!nearest.has(directory)) {
        const above = ancestorsOf(directory, view);
        const found = above.find((one) => manifestIn(one) !== undefined);
        nearest.set(directory, found);
      }
      return nearest.get(directory);
    },
    clear: () => {
      manifests.clear();
      nearest.clear();
    },
  };
}

const dependencyFields = [
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "optionalDependencies",
] as const;

/** What the nearest manifest that names a package asks for: `^5.2.0`. */
export function declaredVersion(
  name: string,
  directory: string,
  packages: Packages,
  view: DiskView,
): string | undefined {
  for (const candidate of ancestorsOf(directory, view)) {
    const manifest = packages.manifestIn(candidate);
    for (const field of dependencyFields) {
      const listed = manifest?.[field];
      const version = isRecord(listed) ? listed[name] : undefined;
      if (typeof version === "string") return version;
    }
  }
  return undefined;
}

/** The root of the repository that a directory is in; undefined outside of one. */
export function repositoryOf(
  directory: string,
  view: DiskView,
): string | undefined {
  const top = ancestorsOf(directory, view).at(-1) ?? directory;
  return view.kind(path.join(top, ".git")) === undefined ? undefined : top;
}

/**
 * This directory and the ones above it, nearest first. The walk ends at a
 * repository's root (the directory with `.git`) or at the file system's.
 */
export function ancestorsOf(directory: string, view: DiskView): string[] {
  const found: string[] = [];
  for (let current = directory; ; current = path.dirname(current)) {
    found.push(current);
    const isRoot = view.kind(path.join(current, ".git")) !== undefined;
    if (isRoot || path.dirname(current) === current) return found;
  }
}

export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readManifest(
  directory: string,
  view: DiskView,
  note: (text: string) => void,
): PackageJson | undefined {
  const file = path.join(directory, "package.json");
  const text = view.kind(file) === "file" ? view.text(file) : undefined;
  if (text === undefined) return undefined;
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isRecord(manifest) ? manifest : undefined;
  } catch {
    note(`${file} is not valid JSON; it was left out of import resolution.`);
    return undefined;
  }
}
