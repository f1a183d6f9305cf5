import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { globSync } from "tinyglobby";
import { PARTS } from "../../scripts/test/parts.ts";
import { ROOT } from "./imports.ts";

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly type: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Record<string, string>>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Record<string, string> }>
  >;
}

const root = readJson("package.json") as Manifest;
const rules = readJson("rules/package.json") as Manifest;
const explorer = readJson("tutorial/explorer/package.json") as Manifest;

describe("manifests", () => {
  for (const field of ["version", "license", "type"] as const) {
    it(`agree about ${field}`, () => {
      assert.equal(rules[field], root[field]);
      assert.equal(explorer[field], root[field]);
    });
  }

  it("agree about the range of Node", () => {
    assert.equal(rules.engines["node"], "^20.19 || ^22.13 || >=24");
    assert.equal(root.engines["node"], rules.engines["node"]);
    assert.equal(explorer.engines["node"], rules.engines["node"]);
  });

  it("carry the same licence text", () => {
    assert.equal(readText("rules/LICENSE"), readText("LICENSE"));
    assert.equal(readText("tutorial/explorer/LICENSE"), readText("LICENSE"));
  });

  it("make the plugin importable from the root", () => {
    assert.ok(root.workspaces?.includes("rules"));
    assert.equal(
      root.devDependencies?.["eslint-plugin-consistency"],
      rules.version,
    );
  });
});

describe("the plugin's manifest", () => {
  it("ships what its entries name", () => {
    const shipped = ["bin", "dist", "docs", "settings.schema.json"];
    assert.deepEqual(
      shipped.filter((folder) => !rules.files?.includes(folder)),
      [],
    );
    const outside = entriesOf(rules).filter(
      (path) =>
        path !== "./package.json" &&
        !shipped.some((name) => `${path}/`.startsWith(`./${name}/`)),
    );
    assert.deepEqual(outside, []);
  });

  it("names only entries that have a source", () => {
    const missing = entriesOf(rules).filter(
      (path) => !existsSync(`${ROOT}rules/${sourceOf(path)}`),
    );
    assert.deepEqual(missing, []);
  });
});

describe("the change log", () => {
  it("has the current version", () => {
    const versions = [...readText("CHANGELOG.md").matchAll(/^## (\S+)/gmu)];
    assert.equal(versions[0]?.[1], root.version);
  });
});

describe("the documents", () => {
  const named = globSync("*.md", { cwd: ROOT }).flatMap(scriptsNamedIn);

  it("name scripts", () => {
    assert.ok(named.some(({ script }) => script === "test"));
  });

  it("name only scripts that exist", () => {
    const unknown = named.filter(({ script }) => !(script in scriptsOf(root)));
    assert.deepEqual(unknown, []);
  });
});

describe("npm test", () => {
  it("runs only scripts that exist", () => {
    const missing = PARTS.filter(({ script }) => !(script in scriptsOf(root)));
    assert.deepEqual(missing, []);
  });
});

describe("the lock file", () => {
  it("holds the optional packages of every platform, which `npm ci` asks for", () => {
    const { packages } = readJson("package-lock.json") as Lock;
    const paths = Object.keys(packages);
    const optional = Object.values(packages).flatMap((one) =>
      Object.keys(one.optionalDependencies ?? {}),
    );
    const missing = optional.filter(
      (name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)),
    );
    assert.deepEqual(missing, []);
  });
});

function readText(path: string): string {
  return readFileSync(ROOT + path, "utf8");
}

function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

function scriptsOf(manifest: Manifest): Readonly<Record<string, string>> {
  return manifest.scripts ?? {};
}

/** Every path that `bin` and `exports` name. */
function entriesOf(manifest: Manifest): string[] {
  const entries = [
    ...Object.values(manifest.bin ?? {}),
    ...Object.values(manifest.exports ?? {}),
  ];
  return entries.flatMap((entry) =>
    typeof entry === "string" ? [entry] : Object.values(entry),
  );
}

function sourceOf(path: string): string {
  return path
    .replace(/^\.\/dist\//u, "src/")
    .replace(/(?:\.d\.ts|(?<=^src\/.*)\.js)$/u, ".ts");
}

/** `npm test`, `npm start` and `npm run X` as a document writes them. */
function scriptsNamedIn(
  document: string,
): { document: string; script: string }[] {
  const commands = readText(document).matchAll(
    /\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(test|start)\b)/gu,
  );
  return [...commands].map(([, run, short]) => ({
    document,
    script: run ?? short ?? "",
  }));
}
