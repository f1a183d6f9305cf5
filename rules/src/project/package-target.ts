/**
 * From a package's directory and a subpath to the source file an import of it
 * means. A clone has no build output, so a target such as `dist/index.js` is
 * traced back to the source it would be built from.
 */
import path from "node:path";
import {
  resolveExports,
  resolveImports,
  type PathConditions,
} from "resolve-pkg-maps";
import type { DiskView } from "./disk-view.ts";
import { locateFile, locateIndex } from "./locate.ts";
import { isRecord, type PackageJson } from "./package-json.ts";

// prettier-ignore
const conditions = [
  "source", "development", "types", "import", "module", "node", "require", "bun", "default",
] as const;

const entryFields = ["source", "module", "main", "types", "typings"] as const;

/** Directories that build tools write to; their content mirrors the sources. */
const outputNames = new Set([
  "dist",
  "build",
  "lib",
  "out",
  "esm",
  "cjs",
  "es",
  "types",
]);

/** The file that `name/subpath` means (`subpath` is "" for the package itself). */
export function packageFile(
  directory: string,
  manifest: PackageJson,
  subpath: string,
  view: DiskView,
): string | undefined {
  const targets = [
    ...exportTargets(manifest["exports"], subpath),
    ...(subpath === ""
      ? entryTargets(manifest)
      : [subpath, path.join("src", subpath)]),
  ];
  return (
    firstFile(directory, targets, view) ?? indexOf(directory, subpath, view)
  );
}

/** The targets of a `#name` import: paths inside the package, or names of other packages. */
export function importTargets(
  manifest: PackageJson,
  specifier: string,
): readonly string[] {
  const imports = manifest["imports"];
  if (!isRecord(imports)) return [];
  return attempt(() => resolveImports(imports as never, specifier, conditions));
}

/** The first of the package's paths that leads to a file, directly or as the output of a source. */
export function firstFile(
  directory: string,
  targets: readonly string[],
  view: DiskView,
): string | undefined {
  for (const target of targets) {
    for (const candidate of [target, ...sourcesOfOutput(target)]) {
      const base = path.join(directory, candidate);
      const found = locateFile(base, view) ?? locateIndex(base, view);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function exportTargets(exports: unknown, subpath: string): readonly string[] {
  if (
    typeof exports !== "string" &&
    !isRecord(exports) &&
    !Array.isArray(exports)
  )
    return [];
  return attempt(() =>
    resolveExports(exports as PathConditions, subpath, conditions),
  );
}

function entryTargets(manifest: PackageJson): string[] {
  return entryFields
    .map((field) => manifest[field])
    .filter((value) => typeof value === "string");
}

function indexOf(
  directory: string,
  subpath: string,
  view: DiskView,
): string | undefined {
  if (subpath !== "") return undefined;
  return (
    locateIndex(path.join(directory, "src"), view) ??
    locateIndex(directory, view)
  );
}

/** `dist/esm/user.d.ts` may be built from `src/esm/user`, `src/user`, `esm/user` or `user`. */
function sourcesOfOutput(target: string): string[] {
  const segments = path.posix.normalize(target).split("/");
  const found: string[] = [];
  while (segments.length > 1 && outputNames.has(segments[0] ?? "")) {
    segments.shift();
    const stem = segments.join("/").replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
    found.push(`src/${stem}`, stem);
  }
  return found;
}

/** A malformed map makes the library throw; then the map says nothing. */
function attempt(read: () => string[]): readonly string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
