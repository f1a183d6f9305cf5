import { describe, it } from "mocha";
import { checkMarks } from "./support/marked.ts";

const RULE = "no-floating-invalidation";

const client = `import { Redis } from "ioredis";
const redis = new Redis();
`;
const service = {
  "cache.ts": `${client}export async function forgetUser(id: string) {
  await redis.del(\`user:\${id}\`);
}
export function forgetLater(id: string) {
  redis.del(\`user:\${id}\`).catch(() => undefined);
}
export async function invalidateAll() {
  await redis.set("users:epoch", Date.now());
}`,
  "handlers.ts": `${client}import type { Request, Response } from "express";
export const forget = async (request: Request, response: Response) => {
  await redis.del(\`user:\${request.params.id}\`);
  response.end();
};`,
};

const reported: Readonly<Record<string, string>> = {
  "a bare statement": `${client}export async function f(id: string) {
  redis.del(id); // certain
}`,
  "a statement under a condition": `${client}export async function f(id: string, now: boolean) {
  now && redis.del(id); // certain
}`,
  void: `${client}export async function f(id: string) {
  void redis.del(id); // possible
}`,
  "a then without an answer to a failure": `${client}export async function f(id: string) {
  redis.del(id).then(() => console.log("gone")); // certain
}`,
  "forEach with an async function": `${client}export async function f(ids: string[]) {
  ids.forEach(async (id) => {
    await redis.del(id); // certain
  });
}`,
  "forEach with a function that answers the promise": `${client}export async function f(ids: string[]) {
  ids.forEach((id) => redis.del(id)); // certain
}`,
  "an async helper of another file": `import { forgetUser } from "./cache.ts";
export async function f(id: string) {
  forgetUser(id); // certain
}`,
  "a helper that moves on to new keys": `import { invalidateAll } from "./cache.ts";
export async function f() {
  invalidateAll(); // possible
}`,
  "a name whose other call is awaited": `export class Users {
  constructor(private readonly userCache: any) {}
  async a(id: string) { await this.userCache.delete(id); }
  async b(id: string) {
    this.userCache.delete(id); // possible
  }
}`,
};

const silent: Readonly<Record<string, string>> = {
  "await, return and Promise.all": `${client}export async function f(id: string) {
  await redis.del(id);
  await Promise.all([redis.del(id), redis.del("all")]);
  return redis.del(id);
}
export const g = (id: string) => redis.del(id);`,
  "a handler for the failure": `${client}export function f(id: string) {
  redis.del(id).catch(() => undefined);
  void redis.del(id).catch(() => undefined);
  redis.del(id).then(() => undefined, () => undefined);
}`,
  "a callback": `${client}export function f(id: string) {
  redis.del(id, (error) => { if (error) throw error; });
}`,
  "a promise that is given away": `${client}import { waitUntil } from "@vercel/functions";
export function f(id: string, promises: Promise<unknown>[]) {
  waitUntil(redis.del(id));
  promises.push(redis.del(id));
}`,
  "calls that a pipeline collects": `${client}export async function f(ids: string[]) {
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.del(id);
  await pipeline.exec();
}`,
  "an awaited helper, and one that takes care itself": `import { forgetLater, forgetUser } from "./cache.ts";
export async function f(id: string) {
  await forgetUser(id);
  forgetLater(id);
}`,
  "caches inside the process": `import NodeCache from "node-cache";
const cache = new NodeCache({ stdTTL: 60 });
const known = new Map<string, string>();
export function f(id: string) {
  cache.del(id);
  known.delete(id);
}`,
  "a name of which no call is awaited": `export class Users {
  constructor(private readonly userCache: any) {}
  a(id: string) { return this.userCache.get(id); }
  b(id: string) {
    this.userCache.delete(id);
  }
}`,
  "a route whose handler waits, in another file": `import { Router } from "express";
import { forget } from "./handlers.ts";
const router = Router();
router.put("/users/:id", forget);`,
  "a session": `${client}export function f(id: string) {
  redis.del(\`session:\${id}\`);
}`,
};

describe(RULE, () => {
  for (const [title, text] of Object.entries(reported))
    it(`reports ${title}`, () => {
      checkMarks(RULE, text, service);
    });

  for (const [title, text] of Object.entries(silent))
    it(`leaves alone ${title}`, () => {
      checkMarks(RULE, text, service);
    });

  it("reports a helper's own mistake in the helper", () => {
    const helper = `${client}export function forget(id: string) {
  redis.del(id); // certain
}
export async function f(id: string) {
  forget(id);
}`;
    checkMarks(RULE, helper);
  });
});
