import { readFileSync } from "node:fs";
import path from "node:path";
import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "@typescript-eslint/rule-tester";
import assert from "node:assert/strict";
import { Linter, type ESLint } from "eslint";
import { after, describe, it } from "mocha";
import plugin from "../../rules/src/index.ts";
import { createEngine } from "../../rules/src/engine.ts";
import { check, fixturesIn } from "./support/check.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "no-cache-aside-race";
const FIXTURES = path.join(import.meta.dirname, "fixtures", RULE);
const FILE = path.join(FIXTURES, "service.ts");
const CLIENTS = `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis();
const prisma = new PrismaClient();
`;
const REMEDY =
  "Store it only if nothing was invalidated since the miss: take a lease token on the miss, or set only a newer version over a versioned tombstone.";

const fill = `// Invalid: a plain set after a load.
${CLIENTS}export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", 60);
  return user;
}
`;

const helpers = `// Invalid: the key is built inside both helpers of another file.
import { PrismaClient } from "@prisma/client";
import { getCached, setCached } from "./elsewhere/cache.ts";
const prisma = new PrismaClient();
export async function find(id: string) {
  const hit = await getCached(id);
  if (hit) return JSON.parse(hit);
  const product = await prisma.product.findUnique({ where: { id } });
  await setCached(id, product);
  return product;
}
`;

const ifAbsent = `// Invalid: a delete makes the key absent, so NX lets the old value in.
${CLIENTS}export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", 60, "NX");
  return user;
}
export async function forget(id: string) {
  await redis.del(\`user:\${id}\`);
}
`;

const service = `// Invalid: the cache comes through the constructor.
import { PrismaClient } from "@prisma/client";
import { CacheService } from "./elsewhere/cache.ts";
export class Users {
  constructor(private cache: CacheService, private prisma: PrismaClient) {}
  async find(id: string) {
    const hit = await this.cache.get(\`user:\${id}\`);
    if (hit) return JSON.parse(hit);
    const user = await this.prisma.user.findUnique({ where: { id } });
    await this.cache.set(\`user:\${id}\`, user, 60);
    return user;
  }
}
`;

const wrapper = `// Invalid, possible: what the caller's function loads is not known.
import { Redis } from "ioredis";
const redis = new Redis();
export async function remember(key: string, load: () => Promise<unknown>) {
  const hit = await redis.get(key);
  if (hit) return JSON.parse(hit);
  const value = await load();
  await redis.set(key, JSON.stringify(value));
  return value;
}
`;

const byName = `// Invalid, possible: a name says that it is a cache.
export class Articles {
  constructor(private cache, private database) {}
  async find(id) {
    const hit = await this.cache.get(\`article:\${id}\`);
    if (hit) return hit;
    const article = await this.database.findArticle(id);
    await this.cache.set(\`article:\${id}\`, article);
    return article;
  }
}
`;

const locked = `// Invalid, possible: a lock around the fill stops no delete.
${CLIENTS}import Redlock from "redlock";
const redlock = new Redlock([redis]);
export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  return redlock.using([\`lock:\${id}\`], 1000, async () => {
    const user = await prisma.user.findUnique({ where: { id } });
    await redis.set(\`user:\${id}\`, JSON.stringify(user));
    return user;
  });
}
`;

const unlessAsked = (code: string) =>
  `// Valid under "certain": possible findings are for the strict preset.\n${code}`;

new RuleTester().run(RULE, plugin.rules[RULE], {
  valid: [
    { code: unlessAsked(wrapper), filename: FILE },
    { code: unlessAsked(byName), filename: FILE },
    { code: unlessAsked(locked), filename: FILE },
    {
      code: `// Valid: the race is the wrapper's, and reported in its file.
import { PrismaClient } from "@prisma/client";
import { remember } from "./elsewhere/remember.ts";
const prisma = new PrismaClient();
export const find = (id: string) =>
  remember(\`user:\${id}\`, () => prisma.user.findUnique({ where: { id } }));
`,
      filename: FILE,
      options: [{ report: "possible" }],
    },
    {
      code: `// Valid: written through after the row, with no read.
${CLIENTS}export async function save(id: string, name: string) {
  const user = await prisma.user.update({ where: { id }, data: { name } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user));
}
`,
      filename: FILE,
      options: [{ report: "possible" }],
    },
    {
      code: `// Valid: if absent, while the writer stores the new value and nobody deletes.
${CLIENTS}export async function find(id: string) {
  const hit = await redis.get(\`member:\${id}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`member:\${id}\`, JSON.stringify(user), "NX");
  return user;
}
`,
      filename: FILE,
    },
  ],
  invalid: [
    {
      code: fill,
      filename: FILE,
      errors: [
        {
          messageId: "finding",
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 18,
          data: {
            text: `\`redis.set\` stores a value that \`prisma.user.findUnique\` loaded earlier: an update and its invalidation can fall in between, and then the old value comes back under \`user:\${id}\`. ${REMEDY}`,
          },
        },
      ],
    },
    {
      code: helpers,
      filename: FILE,
      errors: [
        {
          messageId: "finding",
          line: 9,
          column: 9,
          data: {
            text: `\`setCached\` stores a value that \`prisma.product.findUnique\` loaded earlier: an update and its invalidation can fall in between, and then the old value comes back under \`product:\${id}\`. ${REMEDY}`,
          },
        },
      ],
    },
    {
      code: ifAbsent,
      filename: FILE,
      errors: [{ messageId: "finding", line: 10, column: 9 }],
    },
    {
      code: service,
      filename: FILE,
      errors: [{ messageId: "finding", line: 10, column: 11 }],
    },
    {
      code: wrapper,
      filename: FILE,
      options: [{ report: "possible" }],
      errors: [
        {
          messageId: "finding",
          line: 8,
          column: 9,
          data: {
            text: `\`redis.set\` stores a value that \`load\` loaded earlier: an update and its invalidation can fall in between, and then the old value comes back under \`key\`. ${REMEDY}`,
          },
        },
      ],
    },
    {
      code: byName,
      filename: FILE,
      options: [{ report: "possible" }],
      errors: [{ messageId: "finding", line: 8, column: 11 }],
    },
    {
      code: locked,
      filename: FILE,
      options: [{ report: "possible" }],
      errors: [{ messageId: "finding", line: 13, column: 11 }],
    },
  ],
});

describe("cache-aside races in fixture files", () => {
  for (const file of [
    ...fixturesIn(FIXTURES),
    ...fixturesIn(path.join(FIXTURES, "elsewhere")),
  ])
    it(path.relative(FIXTURES, file), () => {
      check(RULE, file);
    });

  it("are certain where imports and types prove every link", () => {
    assert.deepEqual(certaintiesIn("clients.ts"), Array(5).fill("certain"));
    assert.deepEqual(certaintiesIn("helpers.ts"), ["certain", "certain"]);
    assert.deepEqual(certaintiesIn("aspects.ts"), ["possible", "possible"]);
  });

  it("are certain where one run changes what is cached and ends the copy", () => {
    const possible = ["possible", "possible", "possible", "possible"];
    assert.deepEqual(certaintiesIn("pairs.ts"), [
      "certain",
      "certain",
      ...possible,
    ]);
  });

  it("say of a fill under a lock what is believed of the lock", () => {
    const [finding] = createEngine().analyze({
      path: FILE,
      text: locked,
    }).findings;
    assert.ok(
      finding?.assumptions.some(
        ({ text }) =>
          text === "No invalidation takes the lock that guards this fill.",
      ),
    );
  });
});

describe("the rule's settings", () => {
  it("report a mistake once, in the first line", () => {
    const messages = lint(fill, { store: [] });
    assert.equal(messages.length, 1);
    assert.equal(messages[0]?.line, 1);
    assert.match(messages[0].message, /stores/u);
  });

  it("may be left out", () => {
    assert.equal(lint(fill, undefined)[0]?.line, 10);
  });
});

function certaintiesIn(name: string): string[] {
  const file = path.join(FIXTURES, name);
  const text = readFileSync(file, "utf8");
  return createEngine()
    .analyze({ path: file, text })
    .findings.filter(({ rule }) => rule === RULE)
    .map(({ certainty }) => certainty);
}

function lint(code: string, consistency: unknown): Linter.LintMessage[] {
  return new Linter({ cwd: FIXTURES }).verify(
    code,
    {
      files: ["**/*.ts"],
      languageOptions: { parser },
      // The plugin is typed by typescript-eslint, whose types are stricter than ESLint's.
      plugins: { consistency: plugin as unknown as ESLint.Plugin },
      rules: { [`consistency/${RULE}`]: "error" },
      settings: consistency === undefined ? {} : { consistency },
    },
    FILE,
  );
}
