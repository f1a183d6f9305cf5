/** Projects whose disk misbehaves: files that vanish, links that lead in circles, bytes that are no text. */
import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createEngine } from "../../../rules/src/engine.ts";
import type { FileReport } from "../../../rules/src/engine.ts";
import { Analysis } from "../../../rules/src/analysis/analyse.ts";
import { catalogueFor } from "../../../rules/src/analysis/catalogue-for.ts";
import { diskFiles } from "../../../rules/src/project/files.ts";
import { parseText } from "../../../rules/src/project/parse.ts";
import { createProject } from "../../../rules/src/project/project.ts";
import { createFixture, type Fixture } from "./fixture.ts";

const loader = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function load(id: string) { return prisma.user.findUnique({ where: { id } }); }`;

/** A race if, and only if, the import of `load` leads to `loader`. */
const race = (specifier: string) => `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
import { load } from "${specifier}";
const redis = new Redis();
const prisma = new PrismaClient();
export async function show(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const user = await load(id);
  await redis.set(\`user:\${id}\`, JSON.stringify(user));
  return user;
}
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(\`user:\${id}\`);
}`;

describe("the engine on a hostile disk", () => {
  let fixture: Fixture;

  afterEach(() => {
    fixture.remove();
  });

  function analyze(path: string, text: string): FileReport {
    return createEngine().analyze({ path: fixture.at(path), text });
  }

  function certainties({ findings, notes }: FileReport): readonly string[] {
    assert.deepEqual(
      notes.filter(({ kind }) => kind === "internal"),
      [],
    );
    return findings
      .filter(({ rule }) => rule === "no-cache-aside-race")
      .map(({ certainty }) => certainty);
  }

  it("follows a name through export * circles to the file that has it", () => {
    fixture = createFixture({
      "package.json": {},
      "a.ts": `export * from "./b"; export * from "./c";`,
      "b.ts": `export * from "./a"; export * from "./b";`,
      "c.ts": `export * from "./b"; export * from "./load"; export * from "./a";`,
      "load.ts": loader,
    });
    assert.deepEqual(certainties(analyze("main.ts", race("./a"))), ["certain"]);
    assert.notDeepEqual(
      certainties(analyze("main.ts", race("./b").replaceAll("load", "gone"))),
      ["certain"],
    );
  });

  it("follows functions of files that import each other", () => {
    fixture = createFixture({
      "package.json": {},
      "main.ts": race("./load"),
      "load.ts": `import { show } from "./main"; ${loader}\nexport async function again(id: string) { return show(id); }`,
    });
    assert.deepEqual(certainties(analyze("main.ts", race("./load"))), [
      "certain",
    ]);
  });

  it("takes the nearest of two tsconfigs whose paths overlap", () => {
    const paths = (to: string) => ({
      compilerOptions: { paths: { "@/*": [to] } },
    });
    fixture = createFixture({
      "package.json": {},
      "tsconfig.json": paths("./other/*"),
      "app/tsconfig.json": paths("./src/*"),
      "other/load.ts": `export async function load(id: string) { return id; }`,
      "app/src/load.ts": loader,
    });
    assert.deepEqual(certainties(analyze("app/main.ts", race("@/load"))), [
      "certain",
    ]);
    assert.notDeepEqual(certainties(analyze("main.ts", race("@/load"))), [
      "certain",
    ]);
  });

  it("follows a workspace package through its link, and survives links in a circle", () => {
    fixture = createFixture({
      "package.json": {},
      "pnpm-workspace.yaml": "packages: ['packages/*']",
      "packages/app/package.json": {
        name: "@shop/app",
        dependencies: { "@shop/data": "workspace:*" },
      },
      "packages/data/package.json": {
        name: "@shop/data",
        main: "./src/index.ts",
      },
      "packages/data/src/index.ts": loader,
    });
    mkdirSync(fixture.at("packages/app/node_modules/@shop"), {
      recursive: true,
    });
    mkdirSync(fixture.at("packages/data/node_modules/@shop"), {
      recursive: true,
    });
    symlinkSync(
      "../../../data",
      fixture.at("packages/app/node_modules/@shop/data"),
    );
    symlinkSync(
      "../../../app",
      fixture.at("packages/data/node_modules/@shop/app"),
    );
    symlinkSync("loop-b", fixture.at("packages/loop-a"));
    symlinkSync("loop-a", fixture.at("packages/loop-b"));
    const report = analyze("packages/app/main.ts", race("@shop/data"));
    assert.deepEqual(certainties(report), ["certain"]);
    assert.deepEqual(report.dependencies, [
      fixture.at("packages/data/src/index.ts"),
    ]);
  });

  it("answers where an imported file is a folder, unreadable, or a link to itself", () => {
    fixture = createFixture({ "package.json": {}, "secret.ts": loader });
    mkdirSync(fixture.at("x.ts"));
    symlinkSync("self.ts", fixture.at("self.ts"));
    chmodSync(fixture.at("secret.ts"), 0o000);
    // Root may read everything, so that file may be followed there.
    const isRoot = process.getuid?.() === 0;
    for (const name of isRoot ? ["x", "self"] : ["x", "self", "secret"])
      assert.notDeepEqual(
        certainties(analyze("main.ts", race(`./${name}`))),
        ["certain"],
        name,
      );
  });

  it("reads bytes that are no UTF-8, byte order marks and CRLF", () => {
    fixture = createFixture({ "package.json": {} });
    writeFileSync(
      fixture.at("bytes.ts"),
      Buffer.concat([
        Buffer.from("// "),
        Buffer.from([0xff, 0xfe, 0x80]),
        Buffer.from(`\n${loader}`),
      ]),
    );
    writeFileSync(fixture.at("mark.ts"), `\uFEFF${loader}`);
    writeFileSync(fixture.at("lines.ts"), loader.replaceAll("\n", "\r\n"));
    for (const name of ["bytes", "mark", "lines"])
      assert.deepEqual(
        certainties(analyze("main.ts", race(`./${name}`))),
        ["certain"],
        name,
      );
  });

  it("marks the same place in a text with CRLF", () => {
    fixture = createFixture({ "package.json": {}, "load.ts": loader });
    const placeIn = (text: string) =>
      analyze("main.ts", text).findings[0]?.location.start;
    const text = race("./load");
    const place = placeIn(text);
    assert.deepEqual(place, { line: 10, column: 8 });
    assert.deepEqual(placeIn(text.replaceAll("\n", "\r\n")), place);
  });

  it("leaves a line of five megabytes alone, its own and an imported one", () => {
    const long = `export const text = "${"x".repeat(5_000_000)}";`;
    fixture = createFixture({
      "package.json": {},
      "long.ts": `${loader} ${long}`,
    });
    assert.match(
      analyze("main.ts", long).notes[0]?.text ?? "",
      /not analysed/u,
    );
    assert.notDeepEqual(certainties(analyze("main.ts", race("./long"))), [
      "certain",
    ]);
  });

  it("answers when a file goes away between the look and the read", () => {
    fixture = createFixture({ "package.json": {}, "load.ts": loader });
    const path = fixture.at("load.ts");
    let reads = 0;
    const project = createProject({
      recheckAfter: 0,
      now: () => 0,
      files: {
        ...diskFiles,
        readText: (file) => {
          if (file !== path) return diskFiles.readText(file);
          reads++;
          return undefined;
        },
      },
    });
    const text = race("./load");
    const main = fixture.at("main.ts");
    const parsed = parseText(text, main);
    assert.ok(parsed.kind === "parsed");
    const analysis = new Analysis(project, catalogueFor({}, project));
    assert.ok(analysis.flows(main, text, parsed.ast).length > 0);
    assert.ok(reads > 0, "the file was to be read");
  });

  it("sees at the next refresh what changed while a file was read", () => {
    fixture = createFixture({ "package.json": {}, "load.ts": "old();" });
    const path = fixture.at("load.ts");
    const project = createProject({
      recheckAfter: 0,
      now: () => 0,
      files: {
        ...diskFiles,
        readText: (file) => {
          const text = diskFiles.readText(file);
          if (text === "old();") writeFileSync(path, "newer();");
          return text;
        },
      },
    });
    assert.equal(project.file(path)?.text, "old();");
    const before = project.refresh();
    assert.equal(project.file(path)?.text, "newer();");
    rmSync(path);
    assert.notEqual(project.refresh(), before);
    assert.equal(project.file(path), undefined);
  });
});
