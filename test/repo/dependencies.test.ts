import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

function dependenciesOf(path: string): readonly string[] {
  const manifest = JSON.parse(
    readFileSync(resolve(root, path), "utf8"),
  ) as Manifest;
  return Object.keys(manifest.dependencies ?? {});
}

/** The names in backticks in the first column of the table of dependencies. */
function explainedDependencies(): readonly string[] {
  const text = readFileSync(resolve(root, "ARCHITECTURE.md"), "utf8");
  const table = text
    .split("<!-- dependencies:start -->")[1]
    ?.split("<!-- dependencies:end -->")[0];
  const rows = (table ?? "")
    .split("\n")
    .map((line) => line.split("|")[1] ?? "");
  return rows.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? ""),
  );
}

describe("the dependencies that users install", () => {
  it("each have a reason in ARCHITECTURE.md", () => {
    const explained = new Set(explainedDependencies());
    const missing = dependenciesOf("rules/package.json").filter(
      (name) => !explained.has(name),
    );
    assert.deepEqual(missing, []);
  });

  it("are the ones that ARCHITECTURE.md explains", () => {
    const installed = new Set([
      ...dependenciesOf("rules/package.json"),
      "vscode-languageclient",
      "vscode-languageserver",
    ]);
    const stale = explainedDependencies().filter(
      (name) => !installed.has(name),
    );
    assert.deepEqual(stale, []);
  });
});
