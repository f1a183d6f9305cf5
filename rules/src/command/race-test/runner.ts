/** Which test runner a project uses, judged by its package.json. */
import { readFileSync } from "node:fs";
import path from "node:path";

export interface Runner {
  readonly name: string;
  /** The import line of the names that a test needs. */
  readonly imports: string;
  /** What runs after all tests of a suite. */
  readonly after: string;
}

const RUNNERS: readonly (Runner & { readonly package: string })[] = [
  {
    package: "vitest",
    name: "Vitest",
    imports: 'import { afterAll, describe, it } from "vitest";',
    after: "afterAll",
  },
  {
    package: "jest",
    name: "Jest",
    imports: 'import { afterAll, describe, it } from "@jest/globals";',
    after: "afterAll",
  },
  {
    package: "mocha",
    name: "mocha",
    imports: 'import { after, describe, it } from "mocha";',
    after: "after",
  },
];

const NODE: Runner = {
  name: "Node's own runner",
  imports: 'import { after, describe, it } from "node:test";',
  after: "after",
};

/** Of the nearest package.json above a file that names one; else Node's own. */
export function runnerFor(file: string): Runner {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const names = dependenciesIn(path.join(folder, "package.json"));
    const found = RUNNERS.find((one) => names.includes(one.package));
    if (found) return found;
    if (folder === path.dirname(folder)) return NODE;
  }
}

function dependenciesIn(file: string): readonly string[] {
  try {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as Record<
      string,
      unknown
    >;
    return ["dependencies", "devDependencies"].flatMap((field) =>
      Object.keys(manifest[field] ?? {}),
    );
  } catch {
    return [];
  }
}
