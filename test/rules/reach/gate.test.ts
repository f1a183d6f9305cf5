import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { catalogueFor } from "../../../rules/src/analysis/catalogue-for.ts";
import { createProject } from "../../../rules/src/project/project.ts";
import { Gate } from "../../../rules/src/reach/gate.ts";
import type { Needs } from "../../../rules/src/reach/needs.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import type { TemporaryFolder } from "../../support/temporary-folder.ts";

const fill: Needs = {
  all: [["cache-read"], ["row-read"], ["cache-write"]],
  apart: true,
};
const rewrite: Needs = {
  all: [["row-read"], ["row-update"]],
  apart: true,
  sameTable: true,
};

const clients = {
  "package.json": "{}",
  "clients.ts": `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
export const redis = new Redis();
export const prisma = new PrismaClient();`,
};

describe("the gate", () => {
  let folder: TemporaryFolder | undefined;
  afterEach(() => {
    folder?.remove();
    folder = undefined;
  });

  function isFollowed(
    text: string,
    needs: Needs,
    files: Readonly<Record<string, string>> = {},
  ): boolean {
    folder = temporaryFolder({ ...clients, ...files, "main.ts": text });
    const project = createProject();
    const gate = new Gate(project, catalogueFor({}, project));
    return gate.parts(folder.at("main.ts"), text, [needs]).length > 0;
  }

  it("opens for a fill whose calls stand in other files", () => {
    const text = `import { cached } from "./copies";
import { Users } from "./users";
export async function show(users: Users, id: string) {
  const user = await users.find(id);
  return cached(id, user);
}`;
    const files = {
      "copies.ts": `import { redis } from "./clients";
export async function cached(id: string, user: unknown) {
  return (await redis.get(id)) ?? redis.set(id, JSON.stringify(user));
}`,
      "users.ts": `import { prisma } from "./clients";
export class Users {
  find(id: string) { return prisma.user.findUnique({ where: { id } }); }
}`,
    };
    const needs: Needs = {
      all: [["row-read"], ["cache-read"], ["cache-write"]],
      apart: true,
    };
    assert.ok(isFollowed(text, needs, files));
  });

  it("opens for a client that another statement of the file gives its value", () => {
    const text = `import { createClient } from "redis";
import { prisma } from "./clients";
let client: any;
export async function connect() { client = createClient(); }
export async function show(id: string) {
  const known = await client.get(id);
  if (known) return known;
  const user = await prisma.user.findUnique({ where: { id } });
  await client.set(id, JSON.stringify(user));
}`;
    assert.ok(isFollowed(text, fill));
  });

  it("stays shut for objects of the platform, whatever the file imports", () => {
    const text = `import { prisma, redis } from "./clients";
export async function show(request: Request) {
  const { searchParams } = new URL(request.url);
  const user = await prisma.user.findUnique({ where: { id: searchParams.get("id") } });
  searchParams.set("name", user.name);
}
export const stop = () => redis.quit();`;
    assert.ok(!isFollowed(text, fill));
  });

  it("stays shut where a client's own call is all that its declaration does", () => {
    const kept = `import { PrismaClient } from "@prisma/client";
import { redis } from "./clients";
const remember = (make: () => unknown) => redis.get("a") ?? redis.set("a", make());
export const prisma = remember(() => new PrismaClient()) as PrismaClient;`;
    const text = `import { prisma } from "./kept";
export async function show(id: string) {
  const user = await prisma.user.findUnique({ where: { id } });
  return prisma.post.findMany({ where: { author: user.id } });
}`;
    assert.ok(!isFollowed(text, fill, { "kept.ts": kept }));
  });

  const change = (read: string, write: string) => `
import { prisma } from "./clients";
export async function change(id: string) {
  const row = await ${read};
  await ${write};
}`;
  const read = "prisma.user.findUnique({ where: { id } })";
  const update = "prisma.user.update({ where: { id }, data: {} })";

  it("opens where one table is read and then written", () => {
    assert.ok(isFollowed(change(read, update), rewrite));
  });

  it("stays shut where the write comes first, or is to another table", () => {
    assert.ok(!isFollowed(change(update, read), rewrite));
    const other = update.replace("user", "post");
    assert.ok(!isFollowed(change(read, other), rewrite));
  });
});
