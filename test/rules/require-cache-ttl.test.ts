import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkMarks, findingsIn } from "./support/marked.ts";

const RULE = "require-cache-ttl";

const clients = `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis();
const prisma = new PrismaClient();
`;
const files = {
  "cache.ts": `${clients}export async function put(key: string, value: unknown, seconds?: number) {
  if (seconds) await redis.set(key, JSON.stringify(value), "EX", seconds);
  else await redis.set(key, JSON.stringify(value));
}
export async function keep(key: string, value: unknown, seconds = 600) {
  await redis.set(key, JSON.stringify(value), "EX", seconds);
}`,
};
const list = `const users = await prisma.user.findMany();`;

const reported: Readonly<Record<string, string>> = {
  "a row": `${clients}export async function f() {
  ${list}
  await redis.set("users", JSON.stringify(users)); // certain
}`,
  "a hash": `${clients}export async function f() {
  ${list}
  await redis.hset("lists", "users", JSON.stringify(users)); // certain
}`,
  "something that is made of rows": `${clients}export async function f() {
  ${list}
  await redis.set("users", JSON.stringify({ names: users.map((user) => user.name) })); // possible
}`,
  "what the same function writes into a row": `${clients}export async function f(id: string, logo: string) {
  await prisma.brand.update({ where: { id }, data: { logo } });
  await redis.set(\`logo:\${id}\`, logo); // possible
}`,
  "what was fetched after a miss": `${clients}import { fetchRates } from "@shop/rates";
export async function f() {
  const hit = await redis.get("rates");
  if (hit) return JSON.parse(hit);
  const rates = await fetchRates();
  await redis.set("rates", JSON.stringify(rates)); // possible
  return rates;
}`,
  "a wrapper that is given no time": `${clients}import { put } from "./cache.ts";
export async function f() {
  ${list}
  await put("users", users); // certain
}`,
  "a client with no default": `import NodeCache from "node-cache";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const cache = new NodeCache();
const zero = new NodeCache({ stdTTL: 0 });
export async function f() {
  ${list}
  cache.set("users", users); // certain
  zero.set("users", users); // certain
}`,
};

const silent: Readonly<Record<string, string>> = {
  "a time in the call": `${clients}export async function f(seconds: number) {
  ${list}
  await redis.set("users", JSON.stringify(users), "EX", seconds);
  await redis.setex("users", seconds, JSON.stringify(users));
  await redis.set("users", JSON.stringify(users), "KEEPTTL");
}`,
  "an expire on the key": `${clients}export async function f() {
  ${list}
  await redis.hset("users", "all", JSON.stringify(users));
  await redis.expire("users", 60);
}`,
  "a wrapper that is given a time, or has a default": `${clients}import { keep, put } from "./cache.ts";
export async function f() {
  ${list}
  await put("users", users, 60);
  await keep("users", users);
}`,
  "a wrapper whose time is not known": `${clients}import { put } from "./cache.ts";
export async function f(seconds?: number) {
  ${list}
  await put("users", users, seconds);
}`,
  "a default of the client": `import NodeCache from "node-cache";
import Keyv from "keyv";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const cache = new NodeCache({ stdTTL: 60 });
const keyv = new Keyv({ ttl: 60_000 });
export async function f() {
  ${list}
  cache.set("users", users);
  await keyv.set("users", users);
}`,
  "a client that is made elsewhere": `import { Inject } from "@nestjs/common";
import { CACHE_MANAGER } from "@nestjs/cache-manager";
import type { Cache } from "cache-manager";
import { PrismaClient } from "@prisma/client";
export class Users {
  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache, private readonly prisma: PrismaClient) {}
  async f() { await this.cache.set("users", await this.prisma.user.findMany()); }
}`,
  "options that are made elsewhere": `${clients}export async function f(...end: string[]) {
  ${list}
  await redis.set("users", JSON.stringify(users), ...end);
}`,
  "records that are in the cache alone": `${clients}export async function f(token: string, theme: string) {
  ${list}
  await redis.set(\`session:\${token}\`, JSON.stringify(users[0]));
  await redis.set("theme", theme);
  await redis.set("import:users", JSON.stringify(users));
}`,
  "an id that leads to a record": `${clients}export async function f(email: string) {
  const user = await prisma.user.findUnique({ where: { email } });
  await redis.set(\`by-email:\${email}\`, user.id);
}`,
  "maps of the process": `${clients}const known = new Map<string, unknown>();
export async function f() {
  ${list}
  known.set("users", users);
}`,
};

const nest = (body: string) => `import { Inject } from "@nestjs/common";
import { CACHE_MANAGER } from "@nestjs/cache-manager";
import type { Cache } from "cache-manager";
export class Users {
  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}
  async f(key: string, value: string, ttlSeconds: number, ttlMs: number) {
    ${body}
  }
}`;
const manifest = (version: string) => ({
  "package.json": JSON.stringify({
    dependencies: { "cache-manager": version },
  }),
});

describe(RULE, () => {
  for (const [title, text] of Object.entries(reported))
    it(`reports ${title}`, () => {
      checkMarks(RULE, text, files);
    });

  for (const [title, text] of Object.entries(silent))
    it(`leaves alone ${title}`, () => {
      checkMarks(RULE, text, files);
    });
});

describe(`${RULE}, on units`, () => {
  const seconds = ["60 * 60", "300", "3600", "24 * 60 * 60", "ttlSeconds"];
  const milliseconds = ["60 * 60 * 1000", "300_000", "5 * 60_000", "ttlMs"];

  for (const time of seconds)
    it(`takes ${time} for seconds`, () => {
      const text = nest(
        `await this.cache.set(key, value, ${time}); // possible`,
      );
      checkMarks(RULE, text, manifest("^5.2.0"));
      checkMarks(RULE, text.replace(" // possible", ""), manifest("^4.1.0"));
      checkMarks(RULE, text.replace(" // possible", ""));
    });

  for (const time of milliseconds)
    it(`takes ${time} for milliseconds`, () => {
      checkMarks(
        RULE,
        nest(`await this.cache.set(key, value, ${time});`),
        manifest("7.2.9"),
      );
    });

  it("reports milliseconds where seconds are counted", () => {
    checkMarks(
      RULE,
      `${clients}export async function f(key: string, ttlMs: number) {
  await redis.set(key, "x", "EX", 60 * 60 * 1000); // possible
  await redis.setex(key, ttlMs, "x"); // possible
  await redis.set(key, "x", "PX", 60 * 60 * 1000);
  await redis.set(key, "x", "EX", 365 * 24 * 60 * 60);
}`,
    );
  });

  it("says how long the entry lives", () => {
    const text = nest("await this.cache.set(key, value, 60 * 60);");
    const [finding] = findingsIn(RULE, text, manifest("5"));
    assert.equal(
      finding?.message,
      "`this.cache.set` takes the time to live in milliseconds, and `60 * 60` looks like seconds, and the entry lives 3.6 seconds. Give it in milliseconds.",
    );
  });
});
