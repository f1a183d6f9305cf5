import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { ProjectFiles, reader, writer } from "./peers/project-files.ts";
import type { Files } from "./peers/project-files.ts";

const RULE = "require-invalidation";

const users = `import { prisma, redis } from "./clients.ts";
export async function listUsers() {
  const hit = await redis.get("users:all");
  if (hit) return JSON.parse(hit);
  const users = await prisma.user.findMany();
  await redis.set("users:all", JSON.stringify(users), "EX", 1800);
  return users;
}
`;

/** A read-through of the project's own, whose instance is kept between reloads. */
const throughStore = `import { prisma, redis } from "./clients.ts";
class Store {
  connect = async () => {};
  async read(key: string, load: () => Promise<unknown>, ttl: number) {
    const hit = await redis.get(key);
    if (hit) return JSON.parse(hit);
    const value = await load();
    await redis.set(key, JSON.stringify(value), "EX", ttl);
    return value;
  }
}
function makeStore() {
  const store = new Store();
  store.connect = async () => {};
  return store;
}
const store: Store = globalThis["store"] || makeStore();
export const findUser = (id: string) =>
  store.read(\`user:\${id}\`, () => prisma.user.findUnique({ where: { id } }), 86400);
`;

const forgets = writer("await redis.del(`user:${id}`);");

describe(RULE, () => {
  let project: ProjectFiles;

  afterEach(() => {
    project.remove();
  });

  function findings(files: Files, file = "writer.ts") {
    project = new ProjectFiles({ "reader.ts": reader, ...files });
    const report = project.report(file, RULE);
    assert.deepEqual(report.notes, []);
    return report.findings;
  }

  function found(files: Files, file?: string) {
    const [finding, ...others] = findings(files, file);
    assert.ok(finding, "nothing was found");
    assert.deepEqual(others, []);
    return finding;
  }

  function assertSilent(files: Files, file?: string) {
    assert.deepEqual(
      findings(files, file).map(({ message }) => message),
      [],
    );
  }

  describe("a read-through of a client kept on globalThis", () => {
    it("is a copy that a write leaves behind", () => {
      found({ "reader.ts": throughStore, "writer.ts": writer("") });
    });

    it("is taken away by a delete of its key", () => {
      const deletes = writer("await redis.del(`user:${id}`);");
      assertSilent({ "reader.ts": throughStore, "writer.ts": deletes });
    });
  });

  describe("reports", () => {
    it("a write whose key nobody deletes, as possible", () => {
      const finding = found({ "writer.ts": writer("") });
      assert.equal(finding.certainty, "possible");
      assert.equal(
        finding.message,
        "`prisma.user.update` changes user rows, of which `redis.set` in reader.ts keeps a copy under `user:${id}`; nothing takes that copy away, so readers get the old rows until its time to live of 1 hour ends. Delete `user:${id}` once the write is committed.",
      );
      assert.deepEqual(project.placesOf(finding), [
        "reader.ts:5",
        "reader.ts:6",
        "writer.ts:4",
        "-",
      ]);
    });

    it("one of two writers, as certain, with the other one", () => {
      const finding = found({ "writer.ts": writer(""), "other.ts": forgets });
      assert.equal(finding.certainty, "certain");
      assert.equal(project.placesOf(finding)[3], "other.ts:5");
    });

    it("a key that is spelled in another way, as certain", () => {
      const finding = found({
        "writer.ts": writer("await redis.del(`users:${id}`);"),
      });
      assert.equal(finding.certainty, "certain");
      assert.match(
        finding.message,
        /deleted is `users:\$\{id\}`, another key/u,
      );
      assert.equal(project.placesOf(finding)[3], "writer.ts:5");
    });

    it("one of several keys, once", () => {
      const files = {
        "list.ts": users,
        "other.ts": writer("await redis.del('users:all')"),
      };
      const finding = found({ "writer.ts": forgets, ...files });
      assert.equal(finding.certainty, "certain");
      assert.match(finding.message, /under "users:all";/u);
    });

    it("all keys that are left in one finding", () => {
      const finding = found({ "writer.ts": writer(""), "list.ts": users });
      assert.match(
        finding.message,
        /"users:all" and `user:\$\{id\}`|`user:\$\{id\}` and "users:all"/u,
      );
    });

    it("an insert into a cached list, and a count", () => {
      const insert = `import { prisma } from "./clients.ts";
        export const add = (name: string) => prisma.user.create({ data: { name } });`;
      found({ "writer.ts": insert, "list.ts": users });
      project.remove();
      const count = users.replace("findMany", "count");
      found({ "writer.ts": insert, "list.ts": count });
    });

    it("a caller that deletes other keys, at its call", () => {
      const service = `import { prisma } from "./clients.ts";
        export const update = (id: string, name: string) =>
          prisma.user.update({ where: { id }, data: { name } });`;
      const controller = `import { redis } from "./clients.ts";
        import { update } from "./service.ts";
        export async function rename(id: string, name: string) {
          await update(id, name);
          await redis.del(\`users:\${id}\`);
        }`;
      const files = { "service.ts": service, "controller.ts": controller };
      assert.equal(found(files, "controller.ts").location.start.line, 4);
      project.remove();
      assertSilent(files, "service.ts");
    });

    it("a write in a try block whose delete stands in the catch clause", () => {
      const care = "} catch { await redis.del(`user:${id}`); }";
      found({
        "writer.ts": writer(care).replace("await prisma", "try { await prisma"),
      });
    });
  });

  describe("is silent about", () => {
    for (const [what, care] of [
      ["a deleted key", "await redis.del(`user:${id}`);"],
      ["a deleted pattern", "await redis.del(await redis.keys('user:*'));"],
      ["a new value under the key", "await redis.set(`user:${id}`, name);"],
      ["a delete whose key is not known", "await redis.del(name);"],
      ["a call that may delete", "await views.invalidateUser(id);"],
    ] as const)
      it(what, () => {
        const more = `import { views } from "@own/views";`;
        assertSilent({ "writer.ts": writer(care, more) });
      });

    it("a delete in the only caller, in another file", () => {
      assertSilent({
        "writer.ts": writer(""),
        "caller.ts": `import { redis } from "./clients.ts";
          import { rename } from "./writer.ts";
          export async function patch(id: string) {
            await rename(id, "new");
            await redis.del(\`user:\${id}\`);
          }`,
      });
    });

    it("a delete in a helper of another file", () => {
      assertSilent({
        "writer.ts": writer(
          "await forget(id);",
          `import { forget } from "./forget.ts";`,
        ),
        "forget.ts": `import { redis } from "./clients.ts";
          export const forget = (id: string) => redis.del(\`user:\${id}\`);`,
      });
    });

    it("a key that a consumer deletes", () => {
      assertSilent({
        "writer.ts": writer(""),
        "consumer.ts": `import { Worker } from "bullmq";
          import { redis } from "./clients.ts";
          new Worker("users", async (job) => { await redis.del(\`user:\${job.data.id}\`); });`,
      });
    });

    it("a short time to live", () => {
      assertSilent({
        "writer.ts": writer(""),
        "reader.ts": reader.replace("3600", "30"),
      });
    });

    it("columns that the copy does not keep", () => {
      const select = "where: { id }, select: { email: true } }";
      assertSilent({
        "writer.ts": writer(""),
        "reader.ts": reader.replace("where: { id } }", select),
      });
      project.remove();
      assertSilent({
        "writer.ts": writer(""),
        "reader.ts": reader.replace("stringify(user)", "stringify(user.email)"),
      });
    });

    it("bookkeeping", () => {
      const seen = writer("").replace("{ name }", "{ lastSeenAt: new Date() }");
      assertSilent({ "writer.ts": seen });
    });

    it("an insert where single rows are cached", () => {
      assertSilent({
        "writer.ts": `import { prisma } from "./clients.ts";
          export const add = (name: string) => prisma.user.create({ data: { name } });`,
      });
    });

    it("sessions and the like", () => {
      assertSilent({
        "writer.ts": writer(""),
        "reader.ts": reader.replaceAll("user:", "session:user:"),
      });
    });

    it("another entity, and code that is no part of the service", () => {
      const other = writer("").replace("prisma.user", "prisma.order");
      assertSilent({ "writer.ts": other });
      project.remove();
      assertSilent({ "scripts/writer.ts": writer("") }, "scripts/writer.ts");
    });

    it("a file of another package that shares nothing", () => {
      assertSilent(
        {
          "package.json": `{ "name": "root", "workspaces": ["apps/*"] }`,
          "apps/api/package.json": `{ "name": "api" }`,
          "apps/api/writer.ts": `import { PrismaClient } from "@prisma/client";
            const prisma = new PrismaClient();
            export const rename = (id: string, name: string) =>
              prisma.user.update({ where: { id }, data: { name } });`,
        },
        "apps/api/writer.ts",
      );
    });
  });
});
