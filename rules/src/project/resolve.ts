/**
 * From an import specifier to what it names: a source file of the repository,
 * a package, or unknown. Nothing installed is ever looked at, so a fresh clone
 * and an installed project give the same answers.
 */
import { isBuiltin } from "node:module";
import path from "node:path";
import { createAliases } from "./aliases.ts";
import { createDiskView } from "./disk-view.ts";
import { diskFiles, type FileSystem } from "./files.ts";
import { locateFile, locateIndex } from "./locate.ts";
import { findLocalPackage } from "./local-package.ts";
import { createPackages, declaredVersion } from "./package-json.ts";
import { firstFile, importTargets, packageFile } from "./package-target.ts";
import { schemaFilesAround, type SchemaLanguage } from "./schema-files.ts";
import { listSources, type SourceListing } from "./sources.ts";
import { createWorkspaces } from "./workspace.ts";

export type Resolution =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "unknown" };

export interface Resolver {
  /** What `specifier` means in `fromFile` (absolute). Never throws. */
  resolve(specifier: string, fromFile: string): Resolution;
  /** What was broken or missing among the configuration files, one sentence each. */
  notes(): readonly string[];
  /** The nearest workspace root, else the nearest directory with a `package.json`. */
  rootOf(file: string): string | undefined;
  /** What the nearest manifest that names a package asks for. */
  packageVersion(packageName: string, file: string): string | undefined;
  /** The one path that a file has in answers, also behind symbolic links. */
  canonical(file: string): string;
  /** The nearest directory with a `package.json`. */
  packageOf(file: string): string | undefined;
  /** The directory of all code that belongs together with the file: its workspace, if its package is part of one, else its package. */
  areaOf(file: string): string | undefined;
  /** The source files at and below a directory. */
  sourcesIn(directory: string): SourceListing;
  /** The schema files of the packages around a source file, nearest first. */
  schemasAround(
    file: string,
    language: SchemaLanguage,
  ): readonly (readonly string[])[];
  /** Looks at the disk again and forgets what no longer holds; says whether anything changed. */
  update(): boolean;
  clear(): void;
}

const unknown: Resolution = { kind: "unknown" };

/** `name` or `@scope/name`, then a subpath. */
const packageSpecifier =
  /^((?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)(?:\/(.*))?$/i;

export function createResolver(files: FileSystem = diskFiles): Resolver {
  const notes = new Set<string>();
  const note = (text: string) => void notes.add(text);
  const view = createDiskView(files);
  const packages = createPackages(view, note);
  const workspaces = createWorkspaces(view, packages, note);
  const findPackage = (name: string, directory: string) =>
    findLocalPackage(name, directory, { packages, workspaces });
  const aliases = createAliases({ view, note, packageDirectory: findPackage });
  const known = new Map<string, Map<string, Resolution>>();
  const listings = new Map<string, SourceListing>();
  const schemas = new Map<string, readonly (readonly string[])[]>();

  function resolve(specifier: string, fromFile: string): Resolution {
    const directory = path.dirname(fromFile);
    let inDirectory = known.get(directory);
    if (inDirectory === undefined)
      known.set(directory, (inDirectory = new Map<string, Resolution>()));
    let found = inDirectory.get(specifier);
    if (found === undefined)
      inDirectory.set(specifier, (found = resolveNow(specifier, directory)));
    return found;
  }

  function resolveNow(specifier: string, directory: string): Resolution {
    const wanted = specifier.replace(/[?].*$/, "");
    if (/^\.{1,2}(?:\/|$)/.test(wanted) || path.isAbsolute(wanted)) {
      return fileOrUnknown(
        locatePath(path.resolve(directory, wanted)),
        directory,
      );
    }
    const local =
      aliasFile(wanted, directory) ?? internalFile(wanted, directory);
    return local === undefined || isInstalled(local)
      ? packageOf(wanted, directory)
      : fileOrUnknown(local, directory);
  }

  /** A file, a directory with its own manifest, or a directory with an index file. */
  function locatePath(base: string): string | undefined {
    const file = locateFile(base, view);
    if (file !== undefined || view.kind(base) !== "directory") return file;
    const manifest = packages.manifestIn(base);
    return manifest === undefined
      ? locateIndex(base, view)
      : packageFile(base, manifest, "", view);
  }

  function aliasFile(specifier: string, directory: string): string | undefined {
    for (const candidate of aliases.candidates(specifier, directory)) {
      const found = locatePath(candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `#name`, from the `imports` of the package the file is in. */
  function internalFile(
    specifier: string,
    directory: string,
  ): string | undefined {
    const home = specifier.startsWith("#")
      ? packages.nearest(directory)
      : undefined;
    const manifest = home === undefined ? undefined : packages.manifestIn(home);
    if (home === undefined || manifest === undefined) return undefined;
    const targets = importTargets(manifest, specifier).filter((one) =>
      one.startsWith("./"),
    );
    return firstFile(home, targets, view);
  }

  function packageOf(specifier: string, directory: string): Resolution {
    if (isBuiltin(specifier))
      return { kind: "package", name: withNodePrefix(specifier) };
    const [, name, subpath = ""] = packageSpecifier.exec(specifier) ?? [];
    if (name === undefined) return unknown;
    const home = findPackage(name, directory);
    const manifest = home === undefined ? undefined : packages.manifestIn(home);
    if (home === undefined || manifest === undefined)
      return { kind: "package", name };
    return fileOrUnknown(packageFile(home, manifest, subpath, view), directory);
  }

  function fileOrUnknown(
    file: string | undefined,
    directory: string,
  ): Resolution {
    return file === undefined
      ? unknown
      : { kind: "file", path: canonical(file, directory) };
  }

  /**
   * One file has one path, also behind symbolic links. The part above the
   * project keeps the spelling it was asked with, so that paths compare equal
   * to the ones the host uses.
   */
  function canonical(file: string, directory: string): string {
    const root = rootOf(directory) ?? directory;
    const inside = path.relative(view.realPath(root), view.realPath(file));
    return inside.startsWith("..") || path.isAbsolute(inside)
      ? view.realPath(file)
      : path.join(root, inside);
  }

  function rootOf(directory: string): string | undefined {
    return workspaces.rootOf(directory) ?? packages.nearest(directory);
  }

  function areaOf(file: string): string | undefined {
    const own = packages.nearest(path.dirname(file));
    return own === undefined
      ? workspaces.rootOf(path.dirname(file))
      : (workspaces.holding(own) ?? own);
  }

  function sourcesIn(directory: string): SourceListing {
    const listed = listings.get(directory) ?? listSources(directory, view);
    listings.set(directory, listed);
    return listed;
  }

  function schemasAround(file: string, language: SchemaLanguage) {
    const directory = path.dirname(file);
    const key = `${language} ${directory}`;
    const found =
      schemas.get(key) ??
      schemaFilesAround(directory, language, view, packages);
    schemas.set(key, found);
    return found;
  }

  function forget(): void {
    known.clear();
    listings.clear();
    schemas.clear();
    notes.clear();
    for (const part of [packages, workspaces, aliases]) part.clear();
  }

  return {
    resolve,
    notes: () => [...notes],
    rootOf: (file) => rootOf(path.dirname(file)),
    packageVersion: (name, file) =>
      declaredVersion(name, path.dirname(file), packages, view),
    canonical: (file) => canonical(file, path.dirname(file)),
    packageOf: (file) => packages.nearest(path.dirname(file)),
    areaOf,
    sourcesIn,
    schemasAround,
    update() {
      const hasChanged = view.update();
      if (hasChanged) forget();
      return hasChanged;
    },
    clear() {
      view.clear();
      forget();
    },
  };
}

function withNodePrefix(name: string): string {
  return name.startsWith("node:") ? name : `node:${name}`;
}

/** A `baseUrl` may lead to an installed package, which is known by its name. */
function isInstalled(file: string): boolean {
  return file.split(path.sep).includes("node_modules");
}
