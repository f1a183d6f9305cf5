/** Finds where a package lives when it is part of the repository and not installed from a registry. */
import path from "node:path";
import { isRecord, type PackageJson, type Packages } from "./package-json.ts";
import type { Workspaces } from "./workspace.ts";

export interface LocalPackageSources {
  readonly packages: Packages;
  readonly workspaces: Workspaces;
}

/**
 * The directory of the package with this name as seen from a directory: the
 * importing package itself, a workspace member, or a `file:` dependency.
 * Undefined for a package from a registry.
 */
export function findLocalPackage(
  name: string,
  fromDirectory: string,
  { packages, workspaces }: LocalPackageSources,
): string | undefined {
  const home = packages.nearest(fromDirectory);
  const manifest = home === undefined ? undefined : packages.manifestIn(home);
  if (home !== undefined && importsItself(manifest, name)) return home;
  return (
    workspaces.find(name, fromDirectory) ?? linkedPackage(name, home, manifest)
  );
}

/** As in Node, a package can name itself only when it has `exports`. */
function importsItself(
  manifest: PackageJson | undefined,
  name: string,
): boolean {
  return manifest?.["name"] === name && manifest["exports"] !== undefined;
}

function linkedPackage(
  name: string,
  home: string | undefined,
  manifest: PackageJson | undefined,
): string | undefined {
  const target = /^(?:file|link|portal):(.+)$/.exec(
    dependencyOf(manifest, name) ?? "",
  )?.[1];
  return home === undefined || target === undefined
    ? undefined
    : path.resolve(home, target);
}

function dependencyOf(
  manifest: PackageJson | undefined,
  name: string,
): string | undefined {
  for (const field of ["dependencies", "devDependencies", "peerDependencies"]) {
    const listed = manifest?.[field];
    const written = isRecord(listed) ? listed[name] : undefined;
    if (typeof written === "string") return written;
  }
  return undefined;
}
