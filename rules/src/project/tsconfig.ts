/**
 * Reads what import resolution needs from a `tsconfig.json`: `paths`, `baseUrl`
 * and `references`, with `extends` followed. A base that is not installed is
 * skipped, because a clone without dependencies must still resolve its aliases.
 */
import path from "node:path";
import json5 from "json5";
import type { DiskView } from "./disk-view.ts";
import { isRecord } from "./package-json.ts";

export interface Tsconfig {
  /** Alias patterns with their targets; relative to `baseUrl`, or else to `pathsDirectory`. */
  readonly paths: Readonly<Record<string, string[]>> | undefined;
  readonly pathsDirectory: string;
  /** Absolute. */
  readonly baseUrl: string | undefined;
  /** Absolute paths of the configuration files of referenced projects. */
  readonly references: readonly string[];
}

export interface TsconfigSources {
  readonly view: DiskView;
  /** Where a package of the repository lives, for `extends: "@scope/tsconfig/base.json"`. */
  readonly packageDirectory: (
    name: string,
    fromDirectory: string,
  ) => string | undefined;
  readonly note: (text: string) => void;
}

/** Reads one configuration file; a missing or broken one gives an empty configuration and a note. */
export function readTsconfig(file: string, sources: TsconfigSources): Tsconfig {
  const read = readChain(file, sources, new Set());
  const directory = path.dirname(file);
  const fill = (text: string) => text.replaceAll("${configDir}", directory);
  return {
    ...read,
    paths: read.paths && mapTargets(read.paths, fill),
    baseUrl: read.baseUrl && path.resolve(fill(read.baseUrl)),
  };
}

function readChain(
  file: string,
  sources: TsconfigSources,
  seen: Set<string>,
): Tsconfig {
  const directory = path.dirname(file);
  const none = {
    paths: undefined,
    pathsDirectory: directory,
    baseUrl: undefined,
    references: [],
  };
  if (seen.has(file)) return none;
  seen.add(file);
  const written = readJson(file, sources);
  if (written === undefined) return none;
  const base = basesOf(written["extends"])
    .map((name) => baseFile(name, directory, sources))
    .filter((found) => found !== undefined)
    .map((found) => readChain(found, sources, seen))
    .reduce<Tsconfig>((merged, next) => withDefaults(next, merged), none);
  return withDefaults(ownSettings(written, directory), base);
}

/** Later settings win; `references` are never inherited. */
function withDefaults(own: Tsconfig, base: Tsconfig): Tsconfig {
  return {
    paths: own.paths ?? base.paths,
    pathsDirectory:
      own.paths === undefined ? base.pathsDirectory : own.pathsDirectory,
    baseUrl: own.baseUrl ?? base.baseUrl,
    references: own.references,
  };
}

function ownSettings(
  written: Readonly<Record<string, unknown>>,
  directory: string,
): Tsconfig {
  const options = isRecord(written["compilerOptions"])
    ? written["compilerOptions"]
    : {};
  const baseUrl = options["baseUrl"];
  return {
    paths: pathsOf(options["paths"]),
    pathsDirectory: directory,
    baseUrl:
      typeof baseUrl === "string" ? absolute(directory, baseUrl) : undefined,
    references: referencesOf(written["references"], directory),
  };
}

function absolute(directory: string, written: string): string {
  return written.startsWith("${configDir}")
    ? written
    : path.resolve(directory, written);
}

function pathsOf(paths: unknown): Record<string, string[]> | undefined {
  if (!isRecord(paths)) return undefined;
  const found: Record<string, string[]> = {};
  for (const [pattern, targets] of Object.entries(paths)) {
    if (Array.isArray(targets))
      found[pattern] = targets.filter((one) => typeof one === "string");
  }
  return found;
}

function referencesOf(references: unknown, directory: string): string[] {
  if (!Array.isArray(references)) return [];
  return references
    .map((reference: unknown) =>
      isRecord(reference) ? reference["path"] : undefined,
    )
    .filter((written) => typeof written === "string")
    .map((written) => path.resolve(directory, written))
    .map((found) =>
      found.endsWith(".json") ? found : path.join(found, "tsconfig.json"),
    );
}

function basesOf(written: unknown): string[] {
  return (Array.isArray(written) ? written : [written]).filter(
    (one) => typeof one === "string",
  );
}

/** The file that an `extends` entry names; undefined for a package that is not in the repository. */
function baseFile(
  written: string,
  directory: string,
  sources: TsconfigSources,
): string | undefined {
  if (
    /^\.{0,2}\//.test(written) ||
    written === ".." ||
    path.isAbsolute(written)
  ) {
    return (
      existingJson(path.resolve(directory, written), sources.view) ??
      path.resolve(directory, written)
    );
  }
  const [, name = "", subpath = "tsconfig.json"] =
    /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(written) ?? [];
  const home = sources.packageDirectory(name, directory);
  return home === undefined
    ? undefined
    : existingJson(path.join(home, subpath), sources.view);
}

function existingJson(base: string, view: DiskView): string | undefined {
  const candidates = [base, `${base}.json`, path.join(base, "tsconfig.json")];
  return candidates.find((candidate) => view.kind(candidate) === "file");
}

function readJson(
  file: string,
  { view, note }: TsconfigSources,
): Readonly<Record<string, unknown>> | undefined {
  const text = view.kind(file) === "file" ? view.text(file) : undefined;
  if (text === undefined) {
    note(`${file} does not exist; import resolution goes on without it.`);
    return undefined;
  }
  try {
    const written: unknown = json5.parse(text.replace(/^\uFEFF/, ""));
    return isRecord(written) ? written : undefined;
  } catch {
    note(`${file} could not be read; import resolution goes on without it.`);
    return undefined;
  }
}

function mapTargets(
  paths: Readonly<Record<string, string[]>>,
  change: (target: string) => string,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(paths).map(([pattern, targets]) => [
      pattern,
      targets.map(change),
    ]),
  );
}
