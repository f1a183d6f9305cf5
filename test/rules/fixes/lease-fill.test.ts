import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "mocha";
import ts from "typescript";
import { createEngine } from "../../../rules/src/engine.ts";
import type { Edit, Finding } from "../../../rules/src/finding.ts";
import {
  TEMPLATES,
  textsModule,
} from "../../../scripts/templates/texts-module.ts";
import {
  temporaryFolder,
  type TemporaryFolder,
} from "../../support/temporary-folder.ts";

const FILE = "/shop/src/users.ts";
const SERVICE = `import { Pool } from "pg";
import { Redis } from "ioredis";

const pool = new Pool();
const redis = new Redis();

export async function findUser(id: string): Promise<unknown> {
  const cached = await redis.get(\`user:\${id}\`);
  if (cached !== null) return JSON.parse(cached);
  const { rows } = await pool.query("SELECT * FROM users WHERE id = $1", [id]);
  const text = JSON.stringify(rows[0]);
  await redis.set(\`user:\${id}\`, text, "EX", 3600);
  return rows[0];
}
`;
const NODE_REDIS = SERVICE.replace(
  'import { Redis } from "ioredis"',
  'import { createClient } from "redis"',
)
  .replace("new Redis()", "createClient()")
  .replace('"EX", 3600', "{ EX: 3600 }");

describe("the fill under a lease", () => {
  it("replaces both calls, makes a lease, and imports and creates its helper", () => {
    const [fix] = fixesFor(SERVICE);
    assert.ok(fix);
    assert.equal(fix.title, "Fill `user:${id}` under a lease");
    assert.equal(
      applied(SERVICE, fix.edits),
      SERVICE.replace(
        'from "ioredis";\n',
        'from "ioredis";\nimport { leaseOn } from "./cache-lease.js";\n',
      )
        .replace(
          "  const cached",
          "  const lease = leaseOn(redis);\n  const cached",
        )
        .replace("redis.get", "lease.get")
        .replace("redis.set", "lease.set")
        .replace('"EX", 3600', "{ seconds: 3600 }"),
    );
    assert.deepEqual(helperOf(fix.edits), {
      file: "/shop/src/cache-lease.ts",
      range: [0, 0],
      text: templateOf("ioredis"),
      create: true,
    });
  });

  it("silences the rule", () => {
    for (const text of [SERVICE, NODE_REDIS]) {
      const fixed = fixedText(text);
      assert.deepEqual(findingsIn(fixed), []);
    }
  });

  it("takes every form of the write, with the user's own words", () => {
    const forms = [
      ["set(key, text)", "set(key, text)"],
      [
        'set(key, text, "px", ttl())',
        "set(key, text, { milliseconds: ttl() })",
      ],
      ["setex(key, 60 * 60, text)", "set(key, text, { seconds: 60 * 60 })"],
    ] as const;
    for (const [before, after] of forms)
      assert.ok(fixedText(withWrite(SERVICE, before)).includes(after), before);
    const nodeForms = [
      ["set(key, text, { PX: 500 })", "set(key, text, { milliseconds: 500 })"],
      ["setEx(key, 60, text)", "set(key, text, { seconds: 60 })"],
    ] as const;
    for (const [before, after] of nodeForms)
      assert.ok(
        fixedText(withWrite(NODE_REDIS, before)).includes(after),
        before,
      );
  });

  it("is not offered for writes that the lease does not have", () => {
    for (const write of [
      'set(key, text, "EX", 60, "XX")',
      'set(key, text, "KEEPTTL")',
      "set(...[key, text])",
      "hset(key, { text })",
    ])
      assert.deepEqual(fixesFor(withWrite(SERVICE, write)), [], write);
  });

  it("is not offered where a hit leads to the write too", () => {
    const text = SERVICE.replace(
      "if (cached !== null) return JSON.parse(cached);",
      "if (cached !== null && isFresh(cached)) return JSON.parse(cached);",
    );
    assert.equal(findingsIn(text).length, 1);
    assert.deepEqual(fixesFor(text), []);
  });

  it("is not offered while another function of the file reads the key plainly", () => {
    const text = `${SERVICE}
export const peek = (id: string) => redis.get(\`user:\${id}\`);
`;
    assert.equal(findingsIn(text).length, 1);
    assert.deepEqual(fixesFor(text), []);
  });

  it("is not offered for other clients, unproved clients and JavaScript", () => {
    const upstash = SERVICE.replace('"ioredis"', '"@upstash/redis"').replace(
      '"EX", 3600',
      "{ ex: 3600 }",
    );
    assert.deepEqual(fixesFor(upstash), []);
    assert.deepEqual(fixesFor(SERVICE, "/shop/src/users.js"), []);
  });

  it("spells the import as the file's other imports are", () => {
    for (const [beside, expected] of [
      ['"./log.ts";', 'from "./cache-lease.ts";'],
      ['"./log.js";', 'from "./cache-lease.js";'],
      ['"./user.service";', 'from "./cache-lease";'],
      ["'../log'", "from './cache-lease'\n"],
      ['"./names.json";', 'from "./cache-lease.js";'],
    ] as const) {
      const text = SERVICE.replace(
        'from "ioredis";\n',
        `from "ioredis";\nimport { log } from ${beside}\n`,
      );
      assert.ok(fixedText(text).includes(expected), beside);
    }
  });

  it("imports the helper once", () => {
    const text = fixedText(twoReaders());
    const [fix] = fixesFor(text);
    assert.ok(fix);
    assert.equal(helperOf(fix.edits), undefined);
    const both = applied(text, fix.edits);
    assert.equal(both.split("import { leaseOn }").length, 2);
    assert.deepEqual(findingsIn(both), []);
  });

  it("takes another name where `lease` is taken, none where `leaseOn` is", () => {
    const taken = SERVICE.replace("rows[0];\n}", "rows[0] ?? lease;\n}");
    assert.ok(fixedText(taken).includes("const cacheLease = leaseOn(redis);"));
    const maker = SERVICE.replace("rows[0];\n}", "rows[0] ?? leaseOn;\n}");
    assert.deepEqual(fixesFor(maker), []);
  });

  it("declares the lease where both calls see it, as deep as that is", () => {
    const text = SERVICE.replace(
      "  const cached",
      "  let cached: string | null;\n  try {\n    cached",
    ).replace("`);\n  if", "`);\n  } catch {\n    return null;\n  }\n  if");
    assert.ok(
      fixedText(text).includes("  const lease = leaseOn(redis);\n  try {\n"),
    );
  });

  it("is not offered where the client is made in the same statement", () => {
    const text = SERVICE.replace(
      "const cached =",
      "const redis = new Redis(), cached =",
    );
    assert.deepEqual(fixesFor(text), []);
  });

  it("keeps Windows line ends", () => {
    const text = SERVICE.replaceAll("\n", "\r\n");
    assert.ok(!/[^\r]\n/u.test(fixedText(text)));
  });
});

describe("the helper of the lease", () => {
  it("is embedded as it stands in its file (`npm run templates`)", async () => {
    const file = path.join(TEMPLATES, "texts.ts");
    assert.equal(readFileSync(file, "utf8"), await textsModule());
  });

  const users = ["ioredis/users.ts", "node-redis/users.ts"];
  let folder: TemporaryFolder;
  before(() => {
    folder = temporaryFolder({
      "package.json": '{ "type": "module" }',
      "ioredis/users.ts": fixedText(SERVICE),
      "ioredis/cache-lease.ts": templateOf("ioredis"),
      "node-redis/users.ts": fixedText(NODE_REDIS),
      "node-redis/cache-lease.ts": templateOf("node-redis"),
    });
    const modules = path.resolve(import.meta.dirname, "../../../node_modules");
    symlinkSync(modules, folder.at("node_modules"));
  });
  after(() => {
    folder.remove();
  });

  it("fits the types of its client, under strict checks", function () {
    this.timeout(60_000);
    const program = ts.createProgram(
      users.map((file) => folder.at(file)),
      {
        module: ts.ModuleKind.NodeNext,
        target: ts.ScriptTarget.ES2022,
        types: ["node"],
        typeRoots: [folder.at("node_modules/@types")],
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: true,
        noEmit: true,
      },
    );
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    assert.deepEqual(problems, []);
  });

  it("is followed from the fixed file without a report", () => {
    for (const file of users) {
      const text = readFileSync(folder.at(file), "utf8");
      assert.deepEqual(findingsIn(text, folder.at(file)), []);
    }
  });

  it("is itself not reported", () => {
    for (const client of ["ioredis", "node-redis"])
      assert.deepEqual(findingsIn(templateOf(client)), []);
  });
});

function withWrite(text: string, write: string): string {
  return text
    .replaceAll("`user:${id}`", "key")
    .replace("  const cached", "  const key = `user:${id}`;\n  const cached")
    .replace(/redis\.set\(.*\);/u, `redis.${write};`);
}

function twoReaders(): string {
  const [head = "", reader = ""] = SERVICE.split(/(?=export async)/u);
  return `${head}${reader}\n${reader.replaceAll("ser", "rder")}`;
}

function templateOf(client: string): string {
  return readFileSync(path.join(TEMPLATES, client, "cache-lease.ts"), "utf8");
}

function findingsIn(text: string, file = FILE): readonly Finding[] {
  return createEngine()
    .analyze({ path: file, text })
    .findings.filter(({ rule }) => rule === "no-cache-aside-race");
}

function fixesFor(text: string, file = FILE): Finding["fixes"] {
  return findingsIn(text, file)[0]?.fixes ?? [];
}

function fixedText(text: string): string {
  const [fix] = fixesFor(text);
  assert.ok(fix, `no fix for ${text}`);
  return applied(text, fix.edits);
}

function helperOf(edits: readonly Edit[]): Edit | undefined {
  return edits.find(({ create }) => create === true);
}

/** The text of the analysed file after its edits. */
function applied(text: string, edits: readonly Edit[]): string {
  const own = edits.filter(({ create }) => create !== true);
  return own
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce(
      (changed, edit) =>
        changed.slice(0, edit.range[0]) +
        edit.text +
        changed.slice(edit.range[1]),
      text,
    );
}
