import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, it } from "mocha";
import { collectFiles } from "../../rules/src/command/collect-files.ts";
import {
  temporaryFolder,
  type TemporaryFolder,
} from "../support/temporary-folder.ts";

let folder: TemporaryFolder | undefined;

function folderWith(...files: string[]): TemporaryFolder {
  folder = temporaryFolder(Object.fromEntries(files.map((file) => [file, ""])));
  return folder;
}

function collected(
  { path: cwd }: TemporaryFolder,
  ...paths: string[]
): string[] {
  const collection = collectFiles(paths.length === 0 ? ["."] : paths, cwd);
  assert.ok("found" in collection, "a path is missing");
  return collection.found.files.map((file) => path.relative(cwd, file));
}

describe("the command's files", () => {
  afterEach(() => {
    folder?.remove();
    folder = undefined;
  });

  it("are all TypeScript and JavaScript files below, sorted", () => {
    const made = folderWith(
      "b.ts",
      "a/z.tsx",
      "a/b.mts",
      "c.cts",
      "d.js",
      "e.mjs",
      "f.cjs",
      "g.jsx",
      "x.md",
      "y.json",
    );
    assert.deepEqual(collected(made), [
      "a/b.mts",
      "a/z.tsx",
      "b.ts",
      "c.cts",
      "d.js",
      "e.mjs",
      "f.cjs",
      "g.jsx",
    ]);
  });

  it("leave out packages, build output, hidden folders, declarations, minified files", () => {
    const made = folderWith(
      "src/a.ts",
      "node_modules/p/index.js",
      "dist/a.js",
      "packages/x/build/a.js",
      "out/a.js",
      "coverage/a.js",
      ".next/a.js",
      ".git/hooks/a.js",
      "a.d.ts",
      "b.d.mts",
      "c.min.js",
    );
    assert.deepEqual(collected(made), ["src/a.ts"]);
  });

  it("are linted when named, whatever they are called", () => {
    const made = folderWith("dist/a.js", "b.d.ts", "c.min.js");
    assert.deepEqual(collected(made, "dist", "b.d.ts", "c.min.js"), [
      "b.d.ts",
      "c.min.js",
      "dist/a.js",
    ]);
  });

  it("are listed once when two paths reach them", () => {
    const made = folderWith("src/a.ts", "src/b.ts");
    assert.deepEqual(collected(made, "src/b.ts", "src", "./src/"), [
      "src/a.ts",
      "src/b.ts",
    ]);
  });

  it("leave out what .gitignore names, in its folder and below", () => {
    folder = temporaryFolder({
      ".gitignore": "generated/\n*.gen.ts\n/only-here.ts\n",
      "a.ts": "",
      "a.gen.ts": "",
      "only-here.ts": "",
      "generated/b.ts": "",
      "src/only-here.ts": "",
      "src/c.gen.ts": "",
      "src/generated/d.ts": "",
    });
    assert.deepEqual(collected(folder), ["a.ts", "src/only-here.ts"]);
  });

  it("let an inner .gitignore overrule an outer one", () => {
    folder = temporaryFolder({
      ".gitignore": "*.gen.ts\n",
      "src/.gitignore": "!kept.gen.ts\n",
      "src/kept.gen.ts": "",
      "src/other.gen.ts": "",
    });
    assert.deepEqual(collected(folder), ["src/kept.gen.ts"]);
  });

  it("follow the .gitignore of the repository that a folder is in", () => {
    folder = temporaryFolder({
      ".gitignore": "services/shop/tmp.ts\n",
      ".git/HEAD": "",
      "services/shop/tmp.ts": "",
      "services/shop/a.ts": "",
    });
    assert.deepEqual(collected(folder, "services/shop"), [
      "services/shop/a.ts",
    ]);
  });

  it("do not follow a .gitignore above a folder that is in no repository", () => {
    folder = temporaryFolder({ ".gitignore": "*.ts\n", "shop/a.ts": "" });
    assert.deepEqual(collected(folder, "shop"), ["shop/a.ts"]);
  });

  it("are listed once when a link leads to one of them", () => {
    const made = folderWith("b.ts");
    symlinkSync("b.ts", made.at("a.ts"));
    symlinkSync("b.ts", made.at("c.ts"));
    assert.deepEqual(collected(made), ["b.ts"]);
  });

  it("do not go round in a circle of links", () => {
    const made = folderWith("src/a.ts");
    symlinkSync(made.path, made.at("src/again"));
    assert.deepEqual(collected(made), ["src/a.ts"]);
  });

  it("keep a link that leads nowhere, so that it is named", () => {
    const made = folderWith("a.ts");
    symlinkSync("nowhere.ts", made.at("link.ts"));
    assert.deepEqual(collected(made), ["a.ts", "link.ts"]);
  });

  it("know a path that does not exist, as it was written", () => {
    const made = folderWith("a.ts");
    const written = ["a.ts", "src/missing"];
    assert.deepEqual(collectFiles(written, made.path), {
      missing: "src/missing",
    });
    assert.deepEqual(collectFiles(["a.ts/b"], made.path), {
      missing: "a.ts/b",
    });
  });

  it("say that a named file is of another kind", () => {
    const made = folderWith("README.md");
    assert.deepEqual(collectFiles(["README.md"], made.path), {
      found: {
        files: [],
        problems: [
          {
            file: made.at("README.md"),
            kind: "unreadable",
            text: "It is not a TypeScript or JavaScript file.",
          },
        ],
      },
    });
  });

  it("are none in an empty folder", () => {
    const made = folderWith("a.ts");
    mkdirSync(made.at("empty"));
    assert.deepEqual(collected(made, "empty"), []);
  });
});
