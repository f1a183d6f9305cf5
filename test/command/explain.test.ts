import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { afterEach, describe, it } from "mocha";
import type {
  CallExplanation,
  Explanation,
} from "../../rules/src/explain/explanation.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { TemporaryFolder } from "../support/temporary-folder.ts";
import { runAt, type Ran } from "./support.ts";

const clients = `import Redis from "ioredis"; import { PrismaClient } from "@prisma/client"; const redis = new Redis(); const prisma = new PrismaClient();`;

let folder: TemporaryFolder;

/** Explains the line that ends in `// here`. */
function explained(
  text: string,
  more: Readonly<Record<string, string>> = {},
): readonly CallExplanation[] {
  folder = temporaryFolder({ "package.json": "{}", "a.ts": text, ...more });
  const line = text.split("\n").findIndex((one) => one.endsWith("// here")) + 1;
  const ran = runAt(folder.path, [
    "explain",
    `a.ts:${String(line)}`,
    "-f",
    "json",
  ]);
  assert.equal(ran.code, 0, ran.stderr);
  return (JSON.parse(ran.stdout) as Explanation).calls;
}

function reasonOf(rule: string, calls: readonly CallExplanation[]): string {
  const verdicts = calls.flatMap(({ effects }) =>
    effects.flatMap(({ rules }) => rules),
  );
  return verdicts.find((verdict) => verdict.rule === rule)?.reason ?? "";
}

const race = (
  key: string,
  value: string,
  load = "const row = await prisma.user.findUnique({ where: { id } });",
) => `${clients}
export async function show(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return hit;
  ${load}
  await redis.set(${key}, ${value}, "EX", 60); // here
}
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(\`user:\${id}\`);
}`;

describe("consistency-lint explain", () => {
  afterEach(() => {
    folder.remove();
  });

  it("tells what is believed of a call, why, and who reports it", () => {
    const [call] = explained(race("`user:${id}`", "JSON.stringify(row)"));
    const [effect] = call?.effects ?? [];
    assert.equal(call?.text, "redis.set");
    assert.equal(effect?.does, "writes to a cache, whatever is there");
    assert.equal(effect.certainty, "certain");
    assert.match(effect.because, /followed from `redis` to ioredis/u);
    assert.equal(effect.parts["key"], "`user:${id}`");
    assert.match(
      effect.parts["value"] ?? "",
      /`prisma\.user\.findUnique` \(line 5\) answered$/u,
    );
    assert.equal(effect.parts["seconds to live"], "60");
    assert.deepEqual(effect.conditions, ["only when redis.get() is falsy"]);
    assert.match(
      reasonOf("no-cache-aside-race", [call]),
      /reports this line; it is certain/u,
    );
    assert.deepEqual(
      call.settings.map(({ setting }) => setting),
      ['{"from":{"file":"a.ts","name":"redis"},"is":"not-a-cache"}'],
    );
  });

  it("proposes a setting that does what it says", () => {
    const text = race("`user:${id}`", "JSON.stringify(row)");
    const [call] = explained(text);
    const entry = call?.settings[0]?.setting ?? "";
    folder.remove();
    const settings = `{ "wrappers": [${entry}] }`;
    const [again] = explained(text, { "consistency.json": settings });
    assert.deepEqual(again?.effects, []);
    assert.equal(again.reading, "A setting says of `redis`: not-a-cache.");
  });

  for (const [reason, text] of reasonsForSilence())
    it(`says of a silent rule: ${reason}`, () => {
      assert.ok(
        explained(text).some(({ effects }) =>
          effects.some(({ rules }) =>
            rules.some((rule) => !rule.reports && rule.reason === reason),
          ),
        ),
      );
    });

  it("says that a call could not be followed, and how to tell", () => {
    const text = `import { remember } from "@acme/cache";\nexport async function f(id: string) { return await remember(id, () => 1); } // here`;
    const [call] = explained(text);
    assert.equal(
      call?.reading,
      "It could not be followed: it leads to `@acme/cache`, and no further. It may do anything.",
    );
    assert.equal(
      call.settings[0]?.setting,
      '{"from":{"package":"@acme/cache","name":"remember"},"is":"…"}',
    );
  });

  it("says which function of which file was followed, and what it does there", () => {
    const text = `import { load } from "./b";\nexport async function f(id: string) { return load(id); } // here`;
    const other = `${clients} export async function load(id: string) { return prisma.user.findUnique({ where: { id } }); }`;
    const [call] = explained(text, { "b.ts": other });
    assert.match(call?.reading ?? "", /followed into: `load` of .*b\.ts\.$/u);
    assert.equal(call?.effects[0]?.does, "reads a row by prisma");
  });

  it("says that only a name suggests it", () => {
    const text = `export async function f(cache: any, id: string) { return cache.get(id); } // here`;
    const [effect] = explained(text)[0]?.effects ?? [];
    assert.equal(effect?.certainty, "possible");
    assert.equal(effect.because, "Only its name suggests it: `cache.get`.");
  });

  it("prints it in words, with paths below the current folder", () => {
    folder = temporaryFolder({ "a.ts": race("id", "1") });
    const { code, stdout } = runAt(folder.path, ["explain", "a.ts:6:3"]);
    assert.equal(code, 0);
    assert.match(stdout, /^a\.ts:6:9 {2}redis\.set$/mu);
    assert.match(stdout, /^ {4}key {15}id$/mu);
    assert.ok(!stdout.includes(folder.path));
  });
});

function reasonsForSilence(): readonly (readonly [string, string])[] {
  const update = (data: string, read = "") => `${clients}
export async function f(id: string, name: string) { ${read}
  await prisma.user.update({ where: { id }, data: ${data} }); // here
}`;
  return [
    [
      "No read before it has its key: the keys are different.",
      race("`account:${id}`", "JSON.stringify(row)"),
    ],
    [
      "What it stores was not seen to come from a load between the read and this write.",
      race("`user:${id}`", "1"),
    ],
    [
      "No read of a cache comes before it in this function.",
      `${clients}\nexport async function f(id: string) { await redis.set(id, "1"); } // here`,
    ],
    [
      "No read of the same table comes before it in this function.",
      update("{ name }"),
    ],
    [
      "What it writes neither comes from a read before it nor is decided by one.",
      update("{ name }", "await prisma.user.findUnique({ where: { id } });"),
    ],
    [
      "The database computes the change itself, so that no update is lost.",
      `import type { Repository } from "typeorm";\nexport async function f(users: Repository<User>, id: string) { await users.increment({ id }, "visits", 1); } // here`,
    ],
    [
      "Nothing that was seen runs this function again for one message: no consumer, webhook, job or schedule.",
      `${clients}\nexport async function f() { await prisma.user.create({ data: {} }); } // here`,
    ],
  ];
}

describe("consistency-lint explain, asked what it cannot answer", () => {
  afterEach(() => {
    folder.remove();
  });

  function ask(...words: readonly string[]): Ran {
    folder = temporaryFolder({
      "package.json": "{}",
      "a.ts": "f();\nconst x = 1;",
      "broken.ts": "f(\n}",
      "notes.md": "f();",
    });
    mkdirSync(folder.at("folder.ts"));
    return runAt(folder.path, ["explain", ...words]);
  }

  for (const [words, message] of [
    [[], "explain needs FILE:LINE, for example src/users.ts:14."],
    [["a.ts:1", "b.ts:2"], "explain takes one FILE:LINE."],
    [
      ["a.ts"],
      '"a.ts" names no line: write FILE:LINE, for example src/users.ts:14.',
    ],
    [["gone.ts:1"], "gone.ts: It does not exist."],
    [["folder.ts:1"], "folder.ts: It is a folder."],
    [["notes.md:1"], "notes.md is not a TypeScript or JavaScript file."],
    [["a.ts:0"], "a.ts has 2 lines; there is no line 0."],
    [["a.ts:3"], "a.ts has 2 lines; there is no line 3."],
    [["a.ts:2"], "There is no call on line 2 of a.ts."],
    [
      ["a.ts:1", "-f", "xml"],
      'Unknown format "xml". Known names: stylish, json.',
    ],
  ] as const)
    it(`refuses ${words.join(" ")} in one sentence`, () => {
      assert.deepEqual(ask(...words), {
        code: 2,
        stdout: "",
        stderr: `consistency-lint: ${message}\n`,
      });
    });

  it("names the place where a file cannot be parsed", () => {
    const { code, stderr } = ask("broken.ts:1");
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^consistency-lint: broken\.ts: It cannot be parsed: .*\n$/u,
    );
  });
});
