import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import path from "node:path";
import {
  createResolver,
  type Resolver,
} from "../../../rules/src/project/resolve.ts";
import { diskFiles } from "../../../rules/src/project/files.ts";
import { createFixture, type Fixture, type Tree } from "./fixture.ts";

describe("import resolution", () => {
  let fixture: Fixture;
  let resolver: Resolver;

  afterEach(() => {
    fixture.remove();
  });

  function given(tree: Tree): void {
    fixture = createFixture(tree);
    resolver = createResolver();
  }

  /** The file relative to the fixture, or a package as `package:name`, or `unknown`. */
  function resolved(specifier: string, from: string): string {
    const found = resolver.resolve(specifier, fixture.at(from));
    if (found.kind === "package") return `package:${found.name}`;
    if (found.kind === "unknown") return "unknown";
    return path.relative(fixture.at("."), found.path).split(path.sep).join("/");
  }

  describe("relative paths", () => {
    it("adds the extension that was left out", () => {
      given({
        "a.ts": "",
        "b.tsx": "",
        "c.mts": "",
        "d.js": "",
        "user.entity.ts": "",
      });
      assert.equal(resolved("./b", "a.ts"), "b.tsx");
      assert.equal(resolved("./c", "a.ts"), "c.mts");
      assert.equal(resolved("./d", "a.ts"), "d.js");
      assert.equal(resolved("./user.entity", "a.ts"), "user.entity.ts");
    });

    it("reads .js as the .ts it is compiled from", () => {
      given({ "a.ts": "", "b.ts": "", "b.js": "", "c.mts": "", "d.tsx": "" });
      assert.equal(resolved("./b.js", "a.ts"), "b.ts");
      assert.equal(resolved("./c.mjs", "a.ts"), "c.mts");
      assert.equal(resolved("./d.js", "a.ts"), "d.tsx");
    });

    it("prefers code to declarations", () => {
      given({ "a.ts": "", "b.d.ts": "", "b.js": "", "c.d.ts": "" });
      assert.equal(resolved("./b", "a.ts"), "b.js");
      assert.equal(resolved("./c", "a.ts"), "c.d.ts");
    });

    it("reads a directory as its index file, or as what its manifest names", () => {
      given({
        "x/a.ts": "",
        "index.ts": "",
        "lib/index.ts": "",
        "y/package.json": { main: "./z.js" },
        "y/z.ts": "",
      });
      assert.equal(resolved("../lib", "x/a.ts"), "lib/index.ts");
      assert.equal(resolved("..", "x/a.ts"), "index.ts");
      assert.equal(resolved("../y", "x/a.ts"), "y/z.ts");
    });

    it("prefers a file to a directory of the same name", () => {
      given({ "a.ts": "", "user.ts": "", "user/index.ts": "" });
      assert.equal(resolved("./user", "a.ts"), "user.ts");
    });

    it("knows nothing about missing files and files that are not source", () => {
      given({ "a.ts": "", "data.json": {}, "style.css": "" });
      assert.equal(resolved("./missing", "a.ts"), "unknown");
      assert.equal(resolved("./data.json", "a.ts"), "unknown");
      assert.equal(resolved("./style.css", "a.ts"), "unknown");
    });
  });

  describe("packages from a registry", () => {
    it("answers with the name, without the subpath", () => {
      given({ "package.json": { name: "shop" }, "a.ts": "" });
      assert.equal(resolved("ioredis", "a.ts"), "package:ioredis");
      assert.equal(
        resolved("@prisma/client/edge", "a.ts"),
        "package:@prisma/client",
      );
      assert.equal(
        resolved("drizzle-orm/pg-core", "a.ts"),
        "package:drizzle-orm",
      );
    });

    it("gives every built-in module its node: name", () => {
      given({ "a.ts": "" });
      assert.equal(resolved("fs", "a.ts"), "package:node:fs");
      assert.equal(
        resolved("node:fs/promises", "a.ts"),
        "package:node:fs/promises",
      );
    });

    it("does not look into node_modules", () => {
      given({
        "a.ts": "",
        "node_modules/ioredis/package.json": { name: "ioredis", main: "i.js" },
        "node_modules/ioredis/i.js": "",
      });
      assert.equal(resolved("ioredis", "a.ts"), "package:ioredis");
    });
  });

  describe("tsconfig", () => {
    it("follows paths, longest pattern first", () => {
      given({
        "tsconfig.json": `{ // comments and trailing commas are fine
          "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/db/*": ["./database/*"], "config": ["./src/settings"], } },
        }`,
        "src/a.ts": "",
        "src/user.ts": "",
        "src/settings.ts": "",
        "database/pool.ts": "",
      });
      assert.equal(resolved("@/user", "src/a.ts"), "src/user.ts");
      assert.equal(resolved("@/db/pool", "src/a.ts"), "database/pool.ts");
      assert.equal(resolved("config", "src/a.ts"), "src/settings.ts");
      assert.equal(resolved("@/missing", "src/a.ts"), "unknown");
    });

    it("follows baseUrl, and leaves packages alone", () => {
      given({
        "tsconfig.json": { compilerOptions: { baseUrl: "./" } },
        "src/a.ts": "",
        "src/user.ts": "",
      });
      assert.equal(resolved("src/user", "src/a.ts"), "src/user.ts");
      assert.equal(resolved("ioredis", "src/a.ts"), "package:ioredis");
    });

    it("takes inherited paths relative to the file that wrote them", () => {
      given({
        "config/base.json": {
          compilerOptions: { paths: { "@shared/*": ["../shared/*"] } },
        },
        "app/tsconfig.json": { extends: "../config/base" },
        "app/a.ts": "",
        "shared/keys.ts": "",
      });
      assert.equal(resolved("@shared/keys", "app/a.ts"), "shared/keys.ts");
    });

    it("puts the extending directory in the place of ${configDir}", () => {
      given({
        "config/base.json": {
          compilerOptions: { paths: { "~/*": ["${configDir}/src/*"] } },
        },
        "app/tsconfig.json": { extends: "../config/base.json" },
        "app/a.ts": "",
        "app/src/keys.ts": "",
      });
      assert.equal(resolved("~/keys", "app/a.ts"), "app/src/keys.ts");
    });

    it("keeps its own paths when the base is a package that is not installed", () => {
      given({
        "tsconfig.json": {
          extends: "@tsconfig/node20/tsconfig.json",
          compilerOptions: { paths: { "@/*": ["src/*"] } },
        },
        "src/a.ts": "",
        "src/user.ts": "",
      });
      assert.equal(resolved("@/user", "src/a.ts"), "src/user.ts");
      assert.deepEqual(resolver.notes(), []);
    });

    it("extends a configuration package of the same workspace", () => {
      given({
        "package.json": { workspaces: ["packages/*"] },
        "packages/tsconfig/package.json": { name: "@acme/tsconfig" },
        "packages/tsconfig/base.json": {
          compilerOptions: { paths: { "@/*": ["${configDir}/src/*"] } },
        },
        "packages/api/package.json": { name: "@acme/api" },
        "packages/api/tsconfig.json": { extends: "@acme/tsconfig/base.json" },
        "packages/api/src/a.ts": "",
        "packages/api/src/user.ts": "",
      });
      assert.equal(
        resolved("@/user", "packages/api/src/a.ts"),
        "packages/api/src/user.ts",
      );
    });

    it("asks the projects that a solution file references", () => {
      given({
        "tsconfig.json": {
          files: [],
          references: [{ path: "./tsconfig.app.json" }, { path: "./" }],
        },
        "tsconfig.app.json": {
          compilerOptions: { paths: { "@/*": ["./src/*"] } },
        },
        "src/a.ts": "",
        "src/user.ts": "",
      });
      assert.equal(resolved("@/user", "src/a.ts"), "src/user.ts");
    });

    it("is not looked for above the repository", () => {
      given({
        "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./*"] } } },
        "user.ts": "",
        "inner/.git": "gitdir: ../elsewhere",
        "inner/a.ts": "",
      });
      assert.equal(resolved("@/user", "inner/a.ts"), "unknown");
    });

    it("reads jsconfig.json too", () => {
      given({
        "jsconfig.json": { compilerOptions: { paths: { "@/*": ["./src/*"] } } },
        "src/a.js": "",
        "src/user.js": "",
      });
      assert.equal(resolved("@/user", "src/a.js"), "src/user.js");
    });
  });

  describe("packages of the same repository", () => {
    it("leads to a workspace member's source when its output was never built", () => {
      given({
        "package.json": { workspaces: ["packages/*"] },
        "packages/db/package.json": {
          name: "@acme/db",
          main: "./dist/index.js",
          types: "./dist/index.d.ts",
        },
        "packages/db/src/index.ts": "",
        "packages/api/a.ts": "",
      });
      assert.equal(
        resolved("@acme/db", "packages/api/a.ts"),
        "packages/db/src/index.ts",
      );
    });

    it("follows exports, with patterns and conditions", () => {
      given({
        "package.json": { workspaces: { packages: ["packages/**"] } },
        "packages/a/db/package.json": {
          name: "db",
          exports: {
            ".": {
              import: { types: "./dist/main.d.ts", default: "./dist/main.js" },
            },
            "./models/*": "./dist/esm/models/*.js",
          },
        },
        "packages/a/db/src/main.ts": "",
        "packages/a/db/src/models/user.ts": "",
        "a.ts": "",
      });
      assert.equal(resolved("db", "a.ts"), "packages/a/db/src/main.ts");
      assert.equal(
        resolved("db/models/user", "a.ts"),
        "packages/a/db/src/models/user.ts",
      );
    });

    it("does not take an installed package for a member", () => {
      given({
        "package.json": { workspaces: ["**"] },
        "node_modules/db/package.json": { name: "db" },
        "node_modules/db/index.ts": "",
        "a.ts": "",
      });
      assert.equal(resolved("db", "a.ts"), "package:db");
    });

    it("prefers a source condition to the build output", () => {
      given({
        "package.json": { workspaces: ["packages/*"] },
        "packages/db/package.json": {
          name: "db",
          exports: { source: "./code/db.ts", default: "./dist/db.js" },
        },
        "packages/db/code/db.ts": "",
        "packages/db/dist/db.js": "",
        "a.ts": "",
      });
      assert.equal(resolved("db", "a.ts"), "packages/db/code/db.ts");
    });

    it("reads the packages of pnpm-workspace.yaml, without the excluded ones", () => {
      given({
        "pnpm-workspace.yaml": "packages:\n  - 'libs/*'\n  - '!libs/old'\n",
        "libs/keys/package.json": { name: "keys" },
        "libs/keys/index.ts": "",
        "libs/old/package.json": { name: "old" },
        "libs/old/index.ts": "",
        "a.ts": "",
      });
      assert.equal(resolved("keys", "a.ts"), "libs/keys/index.ts");
      assert.equal(resolved("old", "a.ts"), "package:old");
    });

    it("reads a subpath without exports from the package's directory", () => {
      given({
        "package.json": { workspaces: ["./packages/*/"] },
        "packages/lib/package.json": { name: "@acme/lib" },
        "packages/lib/server/cache.ts": "",
        "a.ts": "",
      });
      assert.equal(
        resolved("@acme/lib/server/cache", "a.ts"),
        "packages/lib/server/cache.ts",
      );
      assert.equal(resolved("@acme/lib/server/missing", "a.ts"), "unknown");
    });

    it("finds a scoped package elsewhere in a repository without a workspace", () => {
      given({
        "shared/package.json": {
          name: "@acme/shared",
          main: "./build/src/index.js",
        },
        "shared/src/index.ts": "",
        "redis/package.json": { name: "redis" },
        "redis/index.ts": "",
        "services/orders/package.json": { name: "orders" },
        "services/orders/a.ts": "",
      });
      assert.equal(
        resolved("@acme/shared", "services/orders/a.ts"),
        "shared/src/index.ts",
      );
      assert.equal(resolved("redis", "services/orders/a.ts"), "package:redis");
    });

    it("follows file: dependencies", () => {
      given({
        "shared/package.json": { name: "shared" },
        "shared/index.ts": "",
        "api/package.json": {
          name: "api",
          dependencies: { shared: "file:../shared" },
        },
        "api/a.ts": "",
      });
      assert.equal(resolved("shared", "api/a.ts"), "shared/index.ts");
    });

    it("follows # imports and a package's own name", () => {
      given({
        "package.json": {
          name: "api",
          exports: { "./*": "./src/*.ts" },
          imports: { "#db/*": "./src/db/*.js" },
        },
        "src/a.ts": "",
        "src/db/pool.ts": "",
      });
      assert.equal(resolved("#db/pool", "src/a.ts"), "src/db/pool.ts");
      assert.equal(resolved("api/db/pool", "src/a.ts"), "src/db/pool.ts");
      assert.equal(resolved("#missing", "src/a.ts"), "unknown");
    });

    it("takes a package for the registry's when its manifest only shares the name", () => {
      given({ "package.json": { name: "redis" }, "index.ts": "", "a.ts": "" });
      assert.equal(resolved("redis", "a.ts"), "package:redis");
    });
  });

  describe("symbolic links", () => {
    it("gives one file one path, and survives a cycle", () => {
      given({ "a.ts": "", "real/user.ts": "" });
      symlinkSync(fixture.at("real"), fixture.at("linked"));
      symlinkSync(fixture.at("loop"), fixture.at("loop"));
      assert.equal(resolved("./linked/user", "a.ts"), "real/user.ts");
      assert.equal(resolved("./loop", "a.ts"), "unknown");
    });

    it("leads out of the project to the real path", () => {
      given({
        "api/package.json": { name: "api" },
        "api/a.ts": "",
        "shared/keys.ts": "",
      });
      symlinkSync(fixture.at("shared"), fixture.at("api/shared"));
      assert.deepEqual(
        resolver.resolve("./shared/keys", fixture.at("api/a.ts")),
        {
          kind: "file",
          path: fixture.at("shared/keys.ts"),
        },
      );
    });

    it("leads out of a project that is itself behind a link to the real path", () => {
      given({
        "a/b/api/package.json": { name: "api" },
        "a/b/api/a.ts": "",
        "shared/keys.ts": "",
      });
      symlinkSync(fixture.at("a/b/api"), fixture.at("api"));
      symlinkSync(fixture.at("shared"), fixture.at("a/b/api/shared"));
      assert.equal(resolved("./shared/keys", "api/a.ts"), "shared/keys.ts");
    });

    it("enters each directory of a workspace once, however many links lead to it", () => {
      given({
        "package.json": { workspaces: ["**"] },
        "db/package.json": { name: "db" },
        "db/index.ts": "",
        "a.ts": "",
      });
      for (const link of ["one", "two", "db/three"])
        symlinkSync(fixture.at("."), fixture.at(link));
      let listed = 0;
      resolver = createResolver({
        ...diskFiles,
        list: (directory) => ((listed += 1), diskFiles.list(directory)),
      });
      assert.equal(resolved("db", "a.ts"), "db/index.ts");
      assert.ok(listed < 10, `listed ${String(listed)} directories`);
    });

    it("keeps the spelling of a root that is itself behind a link", () => {
      given({
        "real/package.json": { name: "api" },
        "real/a.ts": "",
        "real/b.ts": "",
      });
      symlinkSync(fixture.at("real"), fixture.at("linked"));
      assert.equal(resolved("./b", "linked/a.ts"), "linked/b.ts");
    });
  });

  describe("changes on disk", () => {
    it("forgets a resolution when the file appears", () => {
      given({ "a.ts": "" });
      assert.equal(resolved("./b", "a.ts"), "unknown");
      fixture.write({ "b.ts": "" });
      assert.equal(resolved("./b", "a.ts"), "unknown");
      assert.equal(resolver.update(), true);
      assert.equal(resolved("./b", "a.ts"), "b.ts");
    });

    it("forgets aliases when the tsconfig changes", () => {
      given({
        "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./one/*"] } } },
        "a.ts": "",
        "one/k.ts": "",
        "two/k.ts": "",
      });
      assert.equal(resolved("@/k", "a.ts"), "one/k.ts");
      fixture.write({
        "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./two/*"] } } },
      });
      assert.equal(resolver.update(), true);
      assert.equal(resolved("@/k", "a.ts"), "two/k.ts");
    });

    it("finds a workspace package that was added", () => {
      given({
        "package.json": { workspaces: ["packages/*"] },
        "packages/old/package.json": { name: "old" },
        "a.ts": "",
      });
      assert.equal(resolved("db", "a.ts"), "package:db");
      fixture.write({
        "packages/db/package.json": { name: "db" },
        "packages/db/index.ts": "",
      });
      assert.equal(resolver.update(), true);
      assert.equal(resolved("db", "a.ts"), "packages/db/index.ts");
    });

    it("is not disturbed by logs and caches beside the sources", () => {
      given({ "a.ts": "", "b.ts": "" });
      assert.equal(resolved("./b", "a.ts"), "b.ts");
      fixture.write({ ".eslintcache": "[]", "server.log": "started" });
      assert.equal(resolver.update(), false);
    });
  });
});
