/** Answers what a bare import means under the `paths` and `baseUrl` of the nearest tsconfig. */
import path from "node:path";
import { createPathsMatcher, type PathsMatcher } from "get-tsconfig";
import { ancestorsOf } from "./package-json.ts";
import {
  readTsconfig,
  type Tsconfig,
  type TsconfigSources,
} from "./tsconfig.ts";

export interface Aliases {
  /** Absolute paths without certainty that they exist, best first. */
  candidates(specifier: string, fromDirectory: string): readonly string[];
  clear(): void;
}

const configNames = ["tsconfig.json", "jsconfig.json"] as const;

/** A solution file references its projects; more than this many is not a solution anybody wrote. */
const mostConfigs = 100;

export function createAliases(sources: TsconfigSources): Aliases {
  const ofDirectory = new Map<string, readonly PathsMatcher[]>();
  const ofConfig = new Map<string, readonly PathsMatcher[]>();

  function matchersFor(directory: string): readonly PathsMatcher[] {
    const known = ofDirectory.get(directory);
    if (known !== undefined) return known;
    const config = nearestConfig(directory, sources);
    const found = config === undefined ? [] : matchersOf(config);
    ofDirectory.set(directory, found);
    return found;
  }

  function matchersOf(config: string): readonly PathsMatcher[] {
    const known = ofConfig.get(config);
    if (known !== undefined) return known;
    const found = withReferences(config, sources).flatMap((one) =>
      matcherOf(one, sources.note),
    );
    ofConfig.set(config, found);
    return found;
  }

  return {
    candidates: (specifier, fromDirectory) =>
      matchersFor(fromDirectory).flatMap((match) => match(specifier)),
    clear() {
      ofDirectory.clear();
      ofConfig.clear();
    },
  };
}

function nearestConfig(
  directory: string,
  { view }: TsconfigSources,
): string | undefined {
  return ancestorsOf(directory, view)
    .flatMap((above) => configNames.map((name) => path.join(above, name)))
    .find((file) => view.kind(file) === "file");
}

/** The configuration and, after it, every one it references, each once. */
function withReferences(first: string, sources: TsconfigSources): Tsconfig[] {
  const files = new Set([first]);
  const found: Tsconfig[] = [];
  for (const file of files) {
    const config = readTsconfig(file, sources);
    found.push(config);
    for (const reference of config.references)
      if (files.size < mostConfigs) files.add(reference);
  }
  return found;
}

function matcherOf(
  config: Tsconfig,
  note: (text: string) => void,
): PathsMatcher[] {
  const { baseUrl } = config;
  const paths =
    baseUrl === undefined ? relativeTargets(config.paths) : config.paths;
  const compilerOptions = {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(paths === undefined ? {} : { paths }),
  };
  try {
    const home = path.join(config.pathsDirectory, "tsconfig.json");
    const matcher = createPathsMatcher({
      path: home,
      config: { compilerOptions },
    });
    return matcher === null ? [] : [matcher];
  } catch (error) {
    note(
      `Path aliases in ${config.pathsDirectory} were left out: ${String(error)}`,
    );
    return [];
  }
}

/** Without `baseUrl` the library wants `./` in front; bundlers accept targets without it. */
function relativeTargets(
  paths: Tsconfig["paths"],
): Record<string, string[]> | undefined {
  if (paths === undefined) return undefined;
  const relative = (target: string) =>
    /^\.{0,2}\/|^[a-z]:/i.test(target) ? target : `./${target}`;
  return Object.fromEntries(
    Object.entries(paths).map(([pattern, targets]) => [
      pattern,
      targets.map(relative),
    ]),
  );
}
