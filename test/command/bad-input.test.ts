import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { describe, it } from "mocha";
import { createEngine } from "../../rules/src/engine.ts";
import {
  temporaryFolder,
  type TemporaryFolder,
} from "../support/temporary-folder.ts";
import { runAt, type Ran } from "./support.ts";

/** A race that must be found beside whatever else is in the folder. */
const RACE = `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis(), maxAge = Number(process.env.MAX_AGE);
const prisma = new PrismaClient();
export async function find(id: string) {
  const cached = await redis.get(\`user:\${id}\`);
  if (cached) return JSON.parse(cached);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", maxAge);
  return user;
}
`;

/** Lints the files, and the race beside them, with the real engine. */
function lint(
  files: Readonly<Record<string, string | Uint8Array>>,
  prepare: (folder: TemporaryFolder) => void = () => undefined,
): Ran {
  const folder = temporaryFolder({ "race.ts": RACE, ...files });
  try {
    prepare(folder);
    return runAt(folder.path, ["--preset", "strict"], createEngine());
  } finally {
    folder.remove();
  }
}

/** The race is found, nothing else is, and no stack trace is printed. */
function assertOnlyTheRace({ code, stdout, stderr }: Ran): void {
  assert.equal(code, 1);
  assert.equal(stderr, "");
  assert.match(stdout, /^race\.ts:9:\d+ {2}certain$/mu);
  assert.match(stdout, /^1 finding in \d+ files?$/mu);
  assert.doesNotMatch(stdout, /^\s+at .*:\d+:\d+\)?$/mu);
}

/** The named file is told of, with a reason. */
function assertNamed({ stdout }: Ran, file: string, reason: RegExp): void {
  const line = stdout.split("\n").find((one) => one.startsWith(`  ${file}  `));
  assert.match(line ?? `${file} is not named`, reason);
}

describe("the command on bad input", function () {
  this.timeout(60_000);

  it("takes an empty file, and one with nothing but a byte order mark", () => {
    const ran = lint({ "empty.ts": "", "mark.ts": "\uFEFF" });
    assertOnlyTheRace(ran);
    assert.match(ran.stdout, /in 3 files$/mu);
  });

  it("names a file with an error of syntax, with its line", () => {
    const ran = lint({ "broken.ts": "const a = 1;\nfunction (\n" });
    assertOnlyTheRace(ran);
    assertNamed(ran, "broken.ts", /Line 2/u);
  });

  it("names a generated file of two megabytes", () => {
    const text = "export const row = [1, 2, 3, 4, 5, 6, 7, 8];\n".repeat(
      48_000,
    );
    const ran = lint({ "generated.js": text });
    assertOnlyTheRace(ran);
    assertNamed(ran, "generated.js", /characters/u);
  });

  it("takes a megabyte of calls in one line", () => {
    const text = `export async function f(a) { ${"await a.get(1); ".repeat(60_000)} }`;
    assertOnlyTheRace(lint({ "long.js": text }));
  });

  it("takes an expression that is nested very deeply", () => {
    const text = `export const a = ${"(".repeat(20_000)}1${")".repeat(20_000)};`;
    assertOnlyTheRace(
      lint({
        "deep.ts": text,
        "sum.ts": `export const s = ${"1 + ".repeat(20_000)}1;`,
      }),
    );
  });

  it("takes code where everything is any", () => {
    const text = `
      export async function f(a: any, b: any, c: any): Promise<any> {
        const d: any = await a[b](c);
        if (d?.[c]) return d as any;
        (globalThis as any)[b] = await a.x.y.z(d, (e: any) => e(b));
        return f(d, c, a);
      }`;
    assertOnlyTheRace(lint({ "any.ts": text }));
  });

  it("takes files that import each other in a circle", () => {
    assertOnlyTheRace(
      lint({
        "a.ts":
          'export * from "./b"; export { x } from "./b"; import { x } from "./b"; export const y = x; x();',
        "b.ts":
          'export * from "./a"; export { y as x } from "./a"; import { y } from "./a"; y();',
        "c.ts":
          'import * as self from "./c"; export default self; export const f = () => self.f();',
      }),
    );
  });

  it("takes imports of modules that are not there", () => {
    const text =
      'import a, { b } from "./missing"; import c from "not-installed"; import "#x"; import d from ""; export const e = a(b, c, d);';
    assertOnlyTheRace(lint({ "imports.ts": text }));
  });

  it("takes a tsconfig.json and a package.json that cannot be read", () => {
    assertOnlyTheRace(
      lint({
        "tsconfig.json":
          '{ "extends": "./nowhere.json", "compilerOptions": { "paths": [',
        "package.json": "{ broken",
        "imports.ts": 'import { a } from "@app/x"; export const b = a();',
      }),
    );
  });

  it("takes a tsconfig.json that extends itself", () => {
    assertOnlyTheRace(
      lint({
        "tsconfig.json": '{ "extends": "./tsconfig.json" }',
        "imports.ts": 'import { a } from "@app/x"; export const b = a();',
      }),
    );
  });

  it("takes a prisma schema that cannot be read", () => {
    assertOnlyTheRace(
      lint({
        "schema.prisma": "model {{{",
        "prisma/schema.prisma": new Uint8Array([0, 255, 0, 254]),
      }),
    );
  });

  it("names a binary file", () => {
    const ran = lint({
      "video.ts": new Uint8Array([0x47, 0x40, 0x00, 0x10, 0x00, 0xff]),
    });
    assertOnlyTheRace(ran);
    assertNamed(ran, "video.ts", /binary/u);
  });

  it("names links that lead nowhere or back to themselves", () => {
    const ran = lint({}, (folder) => {
      symlinkSync("nowhere.ts", folder.at("dangling.ts"));
      symlinkSync("loop.ts", folder.at("loop.ts"));
      symlinkSync(".", folder.at("circle"));
    });
    assertOnlyTheRace(ran);
    assertNamed(ran, "dangling.ts", /leads nowhere/u);
    assertNamed(ran, "loop.ts", /back to itself/u);
  });

  it("takes a folder that is called like a file", () => {
    assertOnlyTheRace(lint({ "folder.ts/a.txt": "" }));
  });

  it("takes odd characters in names and in code", () => {
    const text = 'export const \u{20BB7} = "\u0000"; const é = `\u2028`;';
    assertOnlyTheRace(
      lint({ "näme with spaces \u{1F600}.ts": text.replace("\u0000", "") }),
    );
  });
});
