/** A race names its writer in other files, and is certain only if somebody deletes the key. */
import assert from "node:assert/strict";
import { rmSync, symlinkSync } from "node:fs";
import { afterEach, describe, it } from "mocha";
import { createEngine } from "../../../rules/src/engine.ts";
import { ProjectFiles, reader, writer } from "./project-files.ts";
import type { Files } from "./project-files.ts";

const RULE = "no-cache-aside-race";

describe("the other side of a race", () => {
  let project: ProjectFiles;

  afterEach(() => {
    project.remove();
  });

  function race(files: Files, file = "reader.ts") {
    project = new ProjectFiles({ "reader.ts": reader, ...files });
    const report = project.report(file, RULE);
    assert.deepEqual(report.notes, []);
    const [finding] = report.findings;
    assert.ok(finding, "no race was found");
    return finding;
  }

  const deleted = writer("await redis.del(`user:${id}`);");

  it("is named with file and line", () => {
    const finding = race({ "writer.ts": deleted });
    assert.equal(finding.certainty, "certain");
    assert.deepEqual(finding.assumptions, []);
    assert.deepEqual(project.placesOf(finding), [
      "reader.ts:3",
      "reader.ts:5",
      "writer.ts:4",
      "writer.ts:5",
      "reader.ts:6",
    ]);
  });

  it("makes the race possible only where no file has it", () => {
    const finding = race({ "writer.ts": writer("") });
    assert.equal(finding.certainty, "possible");
    assert.match(finding.assumptions[0]?.text ?? "", /no file of the project/u);
  });

  it("may store the new value instead", () => {
    const finding = race({
      "writer.ts": writer("await redis.set(`user:${id}`, name);"),
    });
    assert.equal(finding.certainty, "certain");
    assert.equal(
      finding.steps[3]?.operation,
      "`redis.set` stores the new value",
    );
  });

  it("lets an old value past `NX`", () => {
    const files = {
      "reader.ts": reader.replace("3600)", '3600, "NX")'),
      "writer.ts": deleted,
    };
    assert.equal(race(files).certainty, "certain");
  });

  for (const [where, care, more, files] of [
    [
      "in a shared function",
      "await redis.del(userKey(id));",
      `import { userKey } from "./keys.ts";`,
      { "keys.ts": "export const userKey = (id: string) => `user:${id}`;" },
    ],
    [
      "in an object of builders",
      "await redis.del(KEYS.user(id));",
      `import { KEYS } from "./keys.ts";`,
      {
        "keys.ts":
          "export const KEYS = { user: (id: string) => 'user:' + id } as const;",
      },
    ],
    [
      "in a class's own method",
      "await new Keys().forget(id);",
      `class Keys {
        private key(id: string) { return \`\${this.prefix}:\${id}\`; }
        private prefix = "user";
        async forget(id: string) { await redis.unlink(this.key(id)); }
      }`,
      {},
    ],
    ["as a pattern", 'await redis.del(await redis.keys("user:*"));', "", {}],
    ["among others", "await redis.del('users', `user:${id}`);", "", {}],
  ] as const)
    it(`is found where the key is built ${where}`, () => {
      const finding = race({ "writer.ts": writer(care, more), ...files });
      assert.equal(finding.certainty, "certain");
    });

  it("is found behind a service that adds the prefix", () => {
    const finding = race({
      "cache.ts": `import { redis } from "./clients.ts";
        export class Cache {
          private prefix = "app:";
          get(key: string) { return redis.get(this.prefix + key); }
          set(key: string, value: string) { return redis.set(this.prefix + key, value, "EX", 3600); }
          forget(key: string) { return redis.del(this.prefix + key); }
        }
        export const cache = new Cache();`,
      "reader.ts": `import { prisma } from "./clients.ts";
        import { cache } from "./cache.ts";
        export async function findUser(id: string) {
          const hit = await cache.get("user:" + id);
          if (hit) return JSON.parse(hit);
          const user = await prisma.user.findUnique({ where: { id } });
          await cache.set("user:" + id, JSON.stringify(user));
          return user;
        }`,
      "writer.ts": `import { cache } from "./cache.ts";\n${writer("await cache.forget(`user:${id}`);")}`,
    });
    assert.equal(finding.certainty, "certain");
    assert.equal(project.placesOf(finding)[3], "writer.ts:6");
  });

  it("is not found in tests, and not under another key", () => {
    const finding = race({
      "writer.test.ts": deleted,
      "other.ts": writer("await redis.del(`users:${id}`, `user:${id}:posts`);"),
    });
    assert.equal(finding.certainty, "possible");
  });

  it("comes and goes with an edit of its file, on which the report depends", () => {
    race({ "writer.ts": writer("") });
    project.write("writer.ts", deleted);
    assert.equal(certainty(), "certain");
    const { dependencies, searched } = project.report("reader.ts", RULE);
    assert.ok(dependencies.includes(project.folder.at("writer.ts")));
    assert.equal(searched, project.folder.path);
    project.write("writer.ts", writer("// nothing"));
    assert.equal(certainty(), "possible");
    project.write("later.ts", deleted);
    assert.equal(certainty(), "certain");
    rmSync(project.folder.at("later.ts"));
    project.engine.refresh();
    assert.equal(certainty(), "possible");
  });

  it("is taken from an editor's unsaved text", () => {
    race({ "writer.ts": writer("") });
    project.engine.setText(project.folder.at("writer.ts"), deleted);
    assert.equal(certainty(), "certain");
    project.engine.setText(project.folder.at("writer.ts"), undefined);
    assert.equal(certainty(), "possible");
  });

  it("follows a change in a file that only its own file imports", () => {
    const care = "await redis.del(`${PREFIX}${id}`);";
    const more = `import { PREFIX } from "./prefix.ts";`;
    race({
      "writer.ts": writer(care, more),
      "prefix.ts": 'export const PREFIX = "account:";',
    });
    assert.equal(certainty(), "possible");
    project.engine.setText(
      project.folder.at("prefix.ts"),
      'export const PREFIX = "user:";',
    );
    assert.equal(certainty(), "certain");
  });

  it("is the same whatever was analysed before", () => {
    const warm = race({ "writer.ts": deleted, "other.ts": reader });
    project.report("other.ts", RULE);
    project.report("writer.ts", RULE);
    const [again] = project.report("reader.ts", RULE).findings;
    assert.deepEqual(again, warm);
  });

  it("is looked for in a workspace that is reached through a link", () => {
    race({ "writer.ts": deleted });
    const link = `${project.folder.path}-link`;
    symlinkSync(project.folder.path, link);
    try {
      const path = `${link}/reader.ts`;
      const { findings } = createEngine().analyze({ path, text: reader });
      assert.equal(findings[0]?.certainty, "certain");
      assert.equal(findings[0].steps[3]?.location?.file, `${link}/writer.ts`);
    } finally {
      rmSync(link);
    }
  });

  it("is another package's only if both rest on a common one", () => {
    const files = {
      "package.json": `{ "name": "root", "workspaces": ["apps/*", "packages/*"] }`,
      "apps/web/package.json": `{ "name": "web" }`,
      "apps/api/package.json": `{ "name": "api" }`,
      "packages/db/package.json": `{ "name": "@own/db", "exports": "./index.ts" }`,
      "packages/db/index.ts": `import { Redis } from "ioredis";
        import { PrismaClient } from "@prisma/client";
        export const redis = new Redis();
        export const prisma = new PrismaClient();`,
    };
    const shared = (text: string) => text.replace("./clients.ts", "@own/db");
    const own = `import { Redis } from "ioredis";
      import { PrismaClient } from "@prisma/client";
      const redis = new Redis();
      const prisma = new PrismaClient();
      ${deleted.replace(/^import.*\n/u, "")}`;
    const web = { "apps/web/reader.ts": shared(reader) };
    const file = "apps/web/reader.ts";
    assert.equal(
      race({ ...files, ...web, "apps/api/writer.ts": own }, file).certainty,
      "possible",
    );
    project.remove();
    assert.equal(
      race({ ...files, ...web, "apps/api/writer.ts": shared(deleted) }, file)
        .certainty,
      "certain",
    );
  });

  it("stays unknown, and the race possible, where too many files would have to be searched", () => {
    const files = Object.fromEntries(
      Array.from({ length: 160 }, (_, index) => [
        `part${String(index)}.ts`,
        `import { redis } from "./clients.ts";
         export const size = () => redis.get("user-count");`,
      ]),
    );
    project = new ProjectFiles({ "reader.ts": reader, ...files });
    const { findings, notes } = project.report("reader.ts", RULE);
    assert.equal(findings[0]?.certainty, "possible");
    assert.match(findings[0].assumptions[0]?.text ?? "", /not all files/u);
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ["budget"],
    );
  });

  it("survives a file that is deleted between the search and the analysis", () => {
    race({ "writer.ts": deleted });
    rmSync(project.folder.at("writer.ts"));
    assert.equal(project.report("reader.ts", RULE).findings.length, 1);
    project.engine.refresh();
    assert.equal(certainty(), "possible");
  });

  function certainty() {
    return project.report("reader.ts", RULE).findings[0]?.certainty;
  }
});
