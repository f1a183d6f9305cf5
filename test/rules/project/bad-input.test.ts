import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import {
  createProject,
  type Project,
} from "../../../rules/src/project/project.ts";
import { diskFiles } from "../../../rules/src/project/files.ts";
import { createFixture, type Fixture, type Tree } from "./fixture.ts";

describe("the project, given bad input", () => {
  let fixture: Fixture;
  let project: Project;

  afterEach(() => {
    fixture.remove();
  });

  function given(tree: Tree): void {
    fixture = createFixture(tree);
    project = createProject();
  }

  it("has no file where there is none, or a directory", () => {
    given({});
    mkdirSync(fixture.at("x.ts"));
    assert.equal(project.file(fixture.at("missing.ts")), undefined);
    assert.equal(project.file(fixture.at("x.ts")), undefined);
    assert.equal(diskFiles.stamp(fixture.at("x.ts")), undefined);
    assert.deepEqual(project.resolve("./x", fixture.at("a.ts")), {
      kind: "unknown",
    });
  });

  it("names the problem of a file that cannot be parsed, and keeps its text", () => {
    given({ "a.ts": "ok();\nconst = 1;" });
    const file = project.file(fixture.at("a.ts"));
    assert.equal(file?.ast, undefined);
    assert.equal(file?.text, "ok();\nconst = 1;");
    assert.match(file.problem ?? "", /line 2/);
  });

  it("does not keep the text of a 2 MB file", () => {
    given({ "a.ts": "run();\n".repeat(300_000) });
    const file = project.file(fixture.at("a.ts"));
    assert.equal(file?.text, "");
    assert.match(file.problem ?? "", /1500000/);
  });

  it("leaves the byte order mark out of the text", () => {
    given({ "a.ts": "\uFEFFrun();" });
    assert.equal(project.file(fixture.at("a.ts"))?.text, "run();");
    assert.equal(project.textOf(fixture.at("a.ts")), "run();");
  });

  it("reads an empty file as an empty program", () => {
    given({ "a.ts": "" });
    assert.deepEqual(project.file(fixture.at("a.ts"))?.ast?.body, []);
  });

  it("goes on without a broken tsconfig, and says so", () => {
    given({ "tsconfig.json": "{ compilerOptions: ", "a.ts": "", "b.ts": "" });
    assert.deepEqual(project.resolve("@/b", fixture.at("a.ts")), {
      kind: "unknown",
    });
    assert.deepEqual(project.resolve("./b", fixture.at("a.ts")), {
      kind: "file",
      path: fixture.at("b.ts"),
    });
    assert.match(project.notes().join(), /tsconfig\.json could not be read/);
  });

  it("goes on without a base that is missing, and says so", () => {
    given({
      "tsconfig.json": {
        extends: "./base.json",
        compilerOptions: { paths: { "@/*": ["./*"] } },
      },
      "a.ts": "",
      "b.ts": "",
    });
    assert.deepEqual(project.resolve("@/b", fixture.at("a.ts")), {
      kind: "file",
      path: fixture.at("b.ts"),
    });
    assert.match(project.notes().join(), /base\.json does not exist/);
  });

  it("ends when tsconfigs extend or reference each other", () => {
    given({
      "tsconfig.json": {
        extends: "./other.json",
        references: [{ path: "./other.json" }],
      },
      "other.json": {
        extends: "./tsconfig.json",
        references: [{ path: "./tsconfig.json" }],
      },
      "a.ts": "",
    });
    assert.deepEqual(project.resolve("@/b", fixture.at("a.ts")), {
      kind: "unknown",
    });
  });

  it("accepts settings of the wrong type everywhere", () => {
    given({
      "tsconfig.json": {
        extends: 1,
        references: {},
        compilerOptions: { baseUrl: [], paths: { "@/*": "x", "*/*": ["y"] } },
      },
      "package.json": {
        name: 1,
        workspaces: { packages: 2 },
        imports: [],
        exports: 3,
        dependencies: "x",
      },
      "pnpm-workspace.yaml": "packages: {",
      "a.ts": "",
    });
    assert.deepEqual(project.resolve("ioredis", fixture.at("a.ts")), {
      kind: "package",
      name: "ioredis",
    });
    assert.deepEqual(project.resolve("#x", fixture.at("a.ts")), {
      kind: "unknown",
    });
    assert.match(
      project.notes().join(),
      /pnpm-workspace\.yaml is not valid YAML/,
    );
  });

  it("goes on without a package.json that is not JSON", () => {
    given({ "package.json": "{", "a.ts": "" });
    assert.deepEqual(project.resolve("ioredis", fixture.at("a.ts")), {
      kind: "package",
      name: "ioredis",
    });
    assert.match(project.notes().join(), /package\.json is not valid JSON/);
  });

  it("knows nothing about specifiers that name nothing", () => {
    given({ "a.ts": "" });
    for (const specifier of [
      "",
      " ",
      "@",
      "@/",
      "${name}",
      "https://example.org/x.js",
      "\0",
      "#",
      "?raw",
    ]) {
      assert.deepEqual(
        project.resolve(specifier, fixture.at("a.ts")),
        { kind: "unknown" },
        specifier,
      );
    }
  });

  it("lists a tree with a link to its own parent once", () => {
    given({ "src/a.ts": "" });
    symlinkSync(fixture.at("."), fixture.at("src/up"));
    assert.deepEqual(project.sourcesIn(fixture.at(".")).files, [
      fixture.at("src/a.ts"),
    ]);
  });
});
