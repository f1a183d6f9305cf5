/**
 * The project as the analysis sees it: source files by path, parsed once, and
 * imports resolved. One per process. Between two calls of `refresh` the answers
 * do not change; `refresh` is the only place where the disk is looked at again.
 */
import path from "node:path";
import type { TSESTree } from "@typescript-eslint/typescript-estree";
import { LRUCache } from "lru-cache";
import { diskFiles, type FileSystem } from "./files.ts";
import { longestText, parseText, withoutByteOrderMark } from "./parse.ts";
import { createResolver, type Resolution } from "./resolve.ts";
import type { SchemaLanguage } from "./schema-files.ts";
import type { SourceListing } from "./sources.ts";

export interface ProjectFile {
  readonly path: string;
  /** Without a byte order mark; empty when the file is too long to be read. */
  readonly text: string;
  /** Undefined when the text could not be parsed; `problem` says why. */
  readonly ast: TSESTree.Program | undefined;
  readonly problem?: string;
}

export interface Project {
  /** The file with its tree; undefined when there is no such file. Never throws. */
  file(path: string): ProjectFile | undefined;
  resolve(specifier: string, fromFile: string): Resolution;
  /** The nearest workspace root, else the nearest directory with a `package.json`. */
  rootOf(file: string): string | undefined;
  /** What the nearest manifest that names a package asks for: `^5.2.0`. */
  packageVersion(packageName: string, file: string): string | undefined;
  /** The one path that a file has in answers, also behind symbolic links. */
  canonical(file: string): string;
  /** The nearest directory with a `package.json`. */
  packageOf(file: string): string | undefined;
  /** The directory of all code that belongs together with the file: its workspace, if its package is part of one, else its package. */
  areaOf(file: string): string | undefined;
  /** The source files at and below a directory, without installed packages and build output. */
  sourcesIn(directory: string): SourceListing;
  /** The schema files of the packages around a source file, nearest package first. */
  schemasAround(
    file: string,
    language: SchemaLanguage,
  ): readonly (readonly string[])[];
  /** The file's text without parsing it (for a search before the parse); undefined when there is none. */
  textOf(path: string): string | undefined;
  /** Another text whenever the file's text may be another; undefined when there is no file. */
  versionOf(path: string): string | undefined;
  /** A number that grows whenever files came or went, or imports may resolve otherwise. */
  layout(): number;
  /**
   * Puts an editor's unsaved text in the place of the file's; `undefined` takes
   * it away. Says whether that changed anything: then the revision grows by one.
   */
  setOverlay(path: string, text: string | undefined): boolean;
  /**
   * A number that grows whenever a file that was asked for, or anything that
   * imports were resolved with, has changed. The disk is looked at only as
   * often as keeps this under a hundredth of the time, or at once if asked to.
   */
  refresh(options?: { readonly now?: boolean }): number;
  /** What was broken or missing among the configuration files, one sentence each. */
  notes(): readonly string[];
}

export interface ProjectOptions {
  readonly files?: FileSystem;
  /** Memory for parsed trees, in bytes (default 200 million, some 4.5 MB of source). */
  readonly treeBytes?: number;
  /** Least time between two looks at the disk, in milliseconds (default 500). */
  readonly recheckAfter?: number;
  /** A clock in milliseconds. */
  readonly now?: () => number;
}

/** An editor's unsaved text. */
interface Overlay {
  readonly text: string;
  readonly version: string;
}

/** Measured on real sources: a tree takes about 45 bytes per character of text. */
const bytesPerCharacter = 45;

const fewestBytes = 1_000;

export function createProject(options: ProjectOptions = {}): Project {
  const {
    files = diskFiles,
    treeBytes = 200_000_000,
    recheckAfter = 500,
  } = options;
  const now = options.now ?? (() => performance.now());
  const resolver = createResolver(files);
  const overlays = new Map<string, Overlay>();
  const stamps = new Map<string, string | undefined>();
  const parsed = new LRUCache<string, ProjectFile>({
    maxSize: treeBytes,
    sizeCalculation: ({ text }) =>
      fewestBytes + text.length * bytesPerCharacter,
  });
  let revision = 0;
  let layout = 0;
  let overlaid = 0;
  let nextCheck = -Infinity;

  function file(wanted: string): ProjectFile | undefined {
    const absolute = path.resolve(wanted);
    const known = parsed.get(absolute);
    if (known !== undefined) return known;
    const text = currentText(absolute);
    if (text === undefined) return undefined;
    const found = parseFile(absolute, text);
    parsed.set(absolute, found);
    return found;
  }

  function currentText(absolute: string): string | undefined {
    const text = overlays.get(absolute)?.text ?? textOnDisk(absolute);
    return text === undefined ? undefined : withoutByteOrderMark(text);
  }

  /** The first stamp is kept until `refresh`, so that a change since then is noticed there. */
  function stampOf(absolute: string): string | undefined {
    if (!stamps.has(absolute)) stamps.set(absolute, files.stamp(absolute));
    return stamps.get(absolute);
  }

  function textOnDisk(absolute: string): string | undefined {
    return stampOf(absolute) === undefined
      ? undefined
      : files.readText(absolute);
  }

  function dropChangedFiles(): boolean {
    let hasChanged = false;
    for (const [absolute, stamp] of stamps) {
      const current = files.stamp(absolute);
      if (current === stamp) continue;
      stamps.set(absolute, current);
      if (overlays.has(absolute)) continue;
      parsed.delete(absolute);
      hasChanged = true;
    }
    return hasChanged;
  }

  function lookAtDisk(): void {
    const started = now();
    const hasMoved = resolver.update();
    if (hasMoved) layout += 1;
    if (dropChangedFiles() || hasMoved) revision += 1;
    const spent = now() - started;
    nextCheck = started + Math.max(recheckAfter, 100 * spent);
  }

  return {
    file,
    resolve: (specifier, fromFile) =>
      resolver.resolve(specifier, path.resolve(fromFile)),
    rootOf: (wanted) => resolver.rootOf(path.resolve(wanted)),
    packageVersion: (name, wanted) =>
      resolver.packageVersion(name, path.resolve(wanted)),
    canonical: (wanted) => resolver.canonical(path.resolve(wanted)),
    packageOf: (wanted) => resolver.packageOf(path.resolve(wanted)),
    areaOf: (wanted) => resolver.areaOf(path.resolve(wanted)),
    sourcesIn: (directory) => resolver.sourcesIn(path.resolve(directory)),
    schemasAround: (wanted, language) =>
      resolver.schemasAround(path.resolve(wanted), language),
    textOf: (wanted) => currentText(path.resolve(wanted)),
    versionOf(wanted) {
      const absolute = path.resolve(wanted);
      return overlays.get(absolute)?.version ?? stampOf(absolute);
    },
    layout: () => layout,
    setOverlay(wanted, text) {
      const absolute = path.resolve(wanted);
      if (overlays.get(absolute)?.text === text) return false;
      if (text === undefined) overlays.delete(absolute);
      else
        overlays.set(absolute, {
          text,
          version: `overlay ${String(++overlaid)}`,
        });
      parsed.delete(absolute);
      revision += 1;
      return true;
    },
    refresh(wanted) {
      if (wanted?.now === true || now() >= nextCheck) lookAtDisk();
      return revision;
    },
    notes: () => resolver.notes(),
  };
}

/** A text over the limit is not kept: it would only push useful trees out of memory. */
function parseFile(absolute: string, text: string): ProjectFile {
  const result = parseText(text, absolute);
  if (result.kind === "parsed")
    return { path: absolute, text, ast: result.ast };
  const place =
    result.line === undefined ? "" : ` (line ${String(result.line)})`;
  const problem = result.message + place;
  return {
    path: absolute,
    text: text.length > longestText ? "" : text,
    ast: undefined,
    problem,
  };
}
