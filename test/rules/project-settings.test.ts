/** Settings as a file of the project, for every host. */
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { afterEach, describe, it } from "mocha";
import type { FileReport } from "../../rules/src/engine.ts";
import { createProjectEngine } from "../../rules/src/project-engine.ts";
import { ProjectSettings } from "../../rules/src/project-settings.ts";
import { createProject } from "../../rules/src/project/project.ts";
import type { Settings } from "../../rules/src/settings.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const consumer = `
import { PrismaClient } from "@prisma/client";
import { Worker } from "bullmq";
import { IDEMPOTENT } from "./guard";
const prisma = new PrismaClient();
new Worker("orders", async (job) => {
  if (await IDEMPOTENT(job.id)) return;
  await prisma.order.create({ data: { total: 1 } });
});`;

const dedup = { from: { name: "IDEMPOTENT" }, is: "dedup" } as const;

let folder: ReturnType<typeof temporaryFolder> | undefined;

afterEach(() => {
  folder?.remove();
  folder = undefined;
});

function reportOf(
  text: string,
  settings: unknown,
  given: Settings = {},
): FileReport {
  folder = temporaryFolder({
    "package.json": "{}",
    "src/main.ts": text,
    ...(settings === undefined
      ? {}
      : {
          "consistency.json":
            typeof settings === "string" ? settings : JSON.stringify(settings),
        }),
  });
  const engine = createProjectEngine({ settings: given });
  return engine.analyze({ path: folder.at("src/main.ts"), text });
}

function rulesIn({ findings }: FileReport): readonly string[] {
  return findings.map(({ rule }) => rule);
}

describe("consistency.json", () => {
  it("is read at the project's root", () => {
    assert.deepEqual(rulesIn(reportOf(consumer, undefined)), [
      "require-idempotent-handler",
    ]);
    const report = reportOf(consumer, { wrappers: [dedup] });
    assert.deepEqual(rulesIn(report), []);
    assert.deepEqual(report.dependencies, [folder?.at("consistency.json")]);
  });

  it("may hold comments", () => {
    const text = `{ // ours\n "wrappers": [${JSON.stringify(dedup)},], }`;
    assert.deepEqual(rulesIn(reportOf(consumer, text)), []);
  });

  it("is joined with the settings of the host, which stand first", () => {
    const nothing = { from: { name: "IDEMPOTENT" }, is: "nothing" } as const;
    const joined = reportOf(
      consumer,
      { wrappers: [dedup] },
      { wrappers: [nothing] },
    );
    assert.deepEqual(rulesIn(joined), ["require-idempotent-handler"]);
    const tables = [{ name: "x", is: "not-shared" } as const];
    assert.deepEqual(
      rulesIn(reportOf(consumer, { wrappers: [dedup] }, { tables })),
      [],
    );
  });

  it("is a problem in one sentence when it is wrong, and nothing else is said", () => {
    assert.deepEqual(reportOf(consumer, { wraper: [] }).notes, [
      {
        kind: "settings",
        text: 'consistency.json: wraper is not a known name. Did you mean "wrappers"?',
      },
    ]);
    const broken = reportOf(consumer, "{ wrappers: [");
    assert.match(
      broken.notes[0]?.text ?? "",
      /^consistency\.json is not valid JSON: .*\.$/u,
    );
    assert.deepEqual(broken.findings, []);
  });

  it("counts as it is now: made, changed and deleted", () => {
    folder = temporaryFolder({ "package.json": "{}", "a.ts": "" });
    let time = 0;
    const settings = new ProjectSettings(createProject({ now: () => time }));
    const path = folder.at("consistency.json");
    const ask = () => {
      time += 1_000;
      return settings.of(folder?.at("a.ts") ?? "").answer;
    };
    assert.deepEqual(ask(), { settings: {} });
    writeFileSync(path, `{ "requireReason": true }`);
    assert.deepEqual(ask(), { settings: { requireReason: true } });
    rmSync(path);
    assert.deepEqual(ask(), { settings: {} });
  });
});

describe("settings, as the rules see them", () => {
  const clients = `
    import Redis from "ioredis";
    import { PrismaClient } from "@prisma/client";
    const redis = new Redis();
    const prisma = new PrismaClient();`;

  it("report the race of a cache around a method, as possible while nothing deletes its keys", () => {
    const text = `${clients} import { Cacheable } from "@acme/cache";
      export class Users { @Cacheable({ ttl: 60 }) async show(id: string) { return prisma.user.findUnique({ where: { id } }); } }`;
    const wrappers = [{ from: { name: "Cacheable" }, is: "read-through" }];
    const { findings } = reportOf(text, { wrappers });
    assert.deepEqual(
      findings.map(({ rule, certainty, fixes }) => ({
        rule,
        certainty,
        fixes,
      })),
      [{ rule: "no-cache-aside-race", certainty: "possible", fixes: [] }],
    );
    assert.deepEqual(rulesIn(reportOf(text, undefined)), []);
  });

  const race = `${clients} export async function show(id: string) {
    const hit = await redis.get(id); if (hit) return JSON.parse(hit);
    const row = await prisma.audit_logs.findUnique({ where: { id } });
    await redis.set(id, JSON.stringify(row), "EX", lifetime()); return row; }`;

  it("take rows that never change for rows that grow not old", () => {
    const tables = [{ name: "AuditLog", is: "append-only" }];
    assert.deepEqual(rulesIn(reportOf(race, undefined)), [
      "no-cache-aside-race",
    ]);
    assert.deepEqual(rulesIn(reportOf(race, { tables })), []);
    const other = [{ name: "AuditLine", is: "append-only" }];
    assert.deepEqual(rulesIn(reportOf(race, { tables: other })), [
      "no-cache-aside-race",
    ]);
  });

  it("still see a repeated insert into a table that is only appended to", () => {
    const tables = [{ name: "order", is: "append-only" }];
    assert.deepEqual(rulesIn(reportOf(consumer, { tables })), [
      "require-idempotent-handler",
    ]);
  });

  it("take no update for lost where one process at a time works on a row", () => {
    const text = `${clients} export async function add(id: string) {
      const wallet = await prisma.wallet.findUnique({ where: { id } });
      await prisma.wallet.update({ where: { id }, data: { balance: wallet.balance + 1 } }); }`;
    assert.deepEqual(rulesIn(reportOf(text, undefined)), [
      "require-version-check",
    ]);
    const tables = [{ name: "wallet", is: "not-shared" }];
    assert.deepEqual(rulesIn(reportOf(text, { tables })), []);
  });

  it("leave sessions alone, whose data has no other copy", () => {
    const from = { name: "redis" };
    assert.deepEqual(
      rulesIn(reportOf(race, { wrappers: [{ from, is: "not-a-cache" }] })),
      [],
    );
  });
});
