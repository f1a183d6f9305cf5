import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { WrapperSetting } from "../../../rules/src/settings.ts";
import { effectsOf, flowsOf } from "./support.ts";

const clients = `
  import Redis from "ioredis";
  import { PrismaClient } from "@prisma/client";
  const redis = new Redis();
  const prisma = new PrismaClient();`;

function given(
  wrapper: WrapperSetting,
  files: Readonly<Record<string, string>> = {},
) {
  return { files, settings: { wrappers: [wrapper] } };
}

describe("users' wrappers", () => {
  const remember: WrapperSetting = {
    from: { file: "src/lib/cache.ts", name: "remember" },
    is: "read-through",
    key: 0,
    loader: 2,
  };
  const lib = {
    "src/lib/cache.ts": `export async function remember(key: string, seconds: number, load: () => Promise<unknown>) { return fetch(key); }`,
    "src/lib/index.ts": `export * from "./cache.ts";`,
  };
  const show = `export async function show(id: string) {
    return remember("user:" + id, 60, () => prisma.user.findUnique({ where: { id } })); }`;

  it("are recognised by the file they come from", () => {
    const text = `${clients} import { remember } from "./src/lib/cache.ts"; ${show}`;
    assert.deepEqual(effectsOf("show", text, given(remember, lib)), [
      "cache-load user:{id}",
      "read user",
    ]);
    assert.deepEqual(effectsOf("show", text, { files: lib }), ["remote"]);
  });

  it("are recognised through re-exports, and in their own file", () => {
    const text = `${clients} import { remember } from "./src/lib/index.ts"; ${show}`;
    const expected = ["cache-load user:{id}", "read user"];
    assert.deepEqual(effectsOf("show", text, given(remember, lib)), expected);
    const own = `${clients} ${lib["src/lib/cache.ts"]} ${show}`;
    const path = "src/lib/cache.ts";
    assert.deepEqual(
      effectsOf("show", own, { ...given(remember), path }),
      expected,
    );
  });

  it("are recognised when they are no functions but what a factory made", () => {
    const files = {
      "src/lib/cache.ts": `import { make } from "./gone.ts"; export const remember = make(1);`,
    };
    const text = `${clients} import { remember } from "./src/lib/cache.ts"; ${show}`;
    assert.deepEqual(effectsOf("show", text, given(remember, files)), [
      "cache-load user:{id}",
      "read user",
    ]);
  });

  it("are not functions of the same name from elsewhere", () => {
    const text = `${clients} import { remember } from "./src/other.ts"; ${show}`;
    assert.ok(
      !effectsOf("show", text, given(remember, lib)).some((line) =>
        line.startsWith("cache-load"),
      ),
    );
  });

  it("may be methods, with parts in an object of options", () => {
    const files = {
      "src/cache.service.ts": `export class CacheService { async remember(options: unknown) { return fetch(""); } async flush() { return fetch(""); } }`,
    };
    const text = `${clients} import { CacheService } from "./src/cache.service.ts";
      export class Users { constructor(private readonly cache: CacheService) {}
        async show(id: string) { await this.cache.flush();
          return this.cache.remember({ key: id, load: () => prisma.user.findUnique({ where: { id } }) }); } }`;
    const wrapper: WrapperSetting = {
      from: { file: "src/cache.service.ts", name: "CacheService.remember" },
      is: "read-through",
      key: { arg: 0, property: "key" },
      loader: { arg: 0, property: "load" },
    };
    assert.deepEqual(effectsOf("Users.show", text, given(wrapper, files)), [
      "remote",
      "cache-load {id}",
      "read user",
    ]);
  });

  it("may be a name wherever it comes from", () => {
    const text = `export async function go(bus: any) { await bus.publishEvent("created", {}); }`;
    const wrapper: WrapperSetting = {
      from: { name: "publishEvent" },
      is: "publish",
    };
    const [flow] = flowsOf(text, given(wrapper));
    assert.deepEqual(
      flow?.effects.map(({ kind, evidence }) => ({ kind, evidence })),
      [
        {
          kind: "publish",
          evidence: { by: "setting", name: "publishEvent" },
        },
      ],
    );
  });

  it("open the scope that they stand for, around what they are given", () => {
    const text = `${clients} import { withLock, runInTx } from "@acme/db";
      export async function go(id: string) {
        await withLock(id, async () => { await prisma.user.delete({ where: { id } }); });
        await runInTx(async (tx: PrismaClient) => { await tx.user.delete({ where: { id } }); }); }`;
    const from = { package: "@acme/db" };
    const settings = {
      wrappers: [
        { from: { ...from, name: "withLock" }, is: "lock" },
        { from: { ...from, name: "runInTx" }, is: "transaction" },
      ],
    } as const;
    assert.deepEqual(effectsOf("go", text, { settings }), [
      "delete user, in lock",
      "delete user, in transaction",
    ]);
    const scopes = flowsOf(text, { settings })[0]?.effects[0]?.scopes;
    assert.equal(scopes?.[0]?.shared, true);
  });

  it("keep what a followed function hands to its callback", () => {
    const files = {
      "src/tx.ts": `${clients} export function runInTx(work: (tx: any) => Promise<void>) { return work(prisma); }`,
    };
    const text = `import { runInTx } from "./src/tx.ts";
      export async function go(id: string) { await runInTx(async (tx) => { await tx.user.delete({ where: { id } }); }); }`;
    const wrapper: WrapperSetting = {
      from: { file: "src/tx.ts", name: "runInTx" },
      is: "transaction",
    };
    assert.deepEqual(effectsOf("go", text, given(wrapper, files)), [
      "delete user, in transaction",
    ]);
  });

  it("as a decorator, stand around the method", () => {
    const text = `${clients} import { Cacheable } from "@acme/cache";
      export class Users { @Cacheable({ ttl: 60 }) async show(id: string) { return prisma.user.findUnique({ where: { id } }); } }`;
    const wrapper: WrapperSetting = {
      from: { name: "Cacheable" },
      is: "read-through",
    };
    assert.deepEqual(effectsOf("Users.show", text, given(wrapper)), [
      "cache-read Users.show:{id}",
      "read user",
      "cache-write Users.show:{id}",
    ]);
  });

  it("as a guard, recognise a second delivery before a method or a handler", () => {
    const wrapper: WrapperSetting = {
      from: { name: "IDEMPOTENT" },
      is: "dedup",
    };
    const method = `${clients} import { UseGuards } from "@nestjs/common"; import { IDEMPOTENT } from "./guards";
      export class Orders { @UseGuards(IDEMPOTENT) async create() { await prisma.order.create({ data: {} }); } }`;
    assert.deepEqual(effectsOf("Orders.create", method, given(wrapper)), [
      "dedup",
      "insert order",
    ]);
    const route = `${clients} import express from "express"; import { IDEMPOTENT } from "./guards";
      express().post("/orders", IDEMPOTENT, async () => { await prisma.order.create({ data: {} }); });`;
    const [flow] = flowsOf(route, given(wrapper)).filter(
      ({ context }) => context,
    );
    assert.deepEqual(
      flow?.effects.map(({ kind }) => kind),
      ["dedup", "row"],
    );
  });

  it("may be no cache, so that calls on it are no cache calls", () => {
    const wrapper: WrapperSetting = {
      from: { name: "sessions" },
      is: "not-a-cache",
    };
    const text = `import Redis from "ioredis"; const sessions = new Redis();
      export async function go(id: string) { await sessions.set(id, "x"); await sessions.publish("c", id); }`;
    assert.deepEqual(effectsOf("go", text, given(wrapper)), ["publish"]);
    assert.equal(effectsOf("go", text).length, 2);
    const byName = `export async function go(sessions: any, cache: any, id: string) { await sessions.cache.set(id, "x"); await cache.set(id, "y"); }`;
    assert.deepEqual(effectsOf("go", byName, given(wrapper)), [
      "cache-write {id}",
    ]);
  });

  it("may be nothing", () => {
    const wrapper: WrapperSetting = { from: { name: "audit" }, is: "nothing" };
    const text = `${clients} async function audit(id: string) { await prisma.entry.create({ data: { id } }); }
      export async function go(id: string) { await audit(id); await prisma.user.delete({ where: { id } }); }`;
    assert.deepEqual(effectsOf("go", text, given(wrapper)), ["delete user"]);
  });
});
