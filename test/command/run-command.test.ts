import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { describe, it } from "mocha";
import plugin from "../../rules/src/index.ts";
import { runAt, runIn } from "./support.ts";
import type { Analyser } from "../../rules/src/engine.ts";
import { createProjectEngine } from "../../rules/src/project-engine.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("the command", () => {
  it("ends with 0 and a summary when nothing is found", () => {
    const ran = runIn({ "a.ts": "fine();\n" });
    assert.deepEqual(ran, {
      code: 0,
      stdout: "0 findings in 1 file\n",
      stderr: "",
    });
  });

  it("prints a finding with its steps, source lines, remedy and rule", () => {
    const ran = runIn({ "src/a.ts": "\n  BUG(`user:${id}`);\n" });
    assert.equal(ran.code, 1);
    assert.equal(
      ran.stdout,
      [
        "src/a.ts:2:3  certain",
        "  The cache keeps the old user. Fill under a lease.",
        "  1 of 10 orders breaks it: the cache keeps a value that the database no longer has.",
        "",
        "  1 reader  redis.get(`user:${id}`)              a.ts:2",
        "            | BUG(`user:${id}`);",
        "  2 writer  any request updates the row  User 7",
        "            > the cache is old",
        "",
        "  Fix: Fill under a lease (0 of 10 orders break it)",
        "       The store must run scripts.",
        "",
        "  consistency/no-cache-aside-race  https://github.com/consistency-lint/consistency-lint/blob/main/rules/docs/no-cache-aside-race.md",
        "",
        "1 finding in 1 file",
        "  1  consistency/no-cache-aside-race",
        "",
      ].join("\n"),
    );
  });

  it("shows possible findings only when asked, and says that there are some", () => {
    const files = { "a.ts": "MAYBE();\n" };
    const recommended = runIn(files);
    assert.equal(recommended.code, 0);
    assert.match(
      recommended.stdout,
      /1 finding not shown; --preset strict shows them/u,
    );
    const strict = runIn(files, "--preset", "strict");
    assert.equal(strict.code, 1);
    assert.match(strict.stdout, /^a\.ts:1:1 {2}possible$/mu);
    assert.equal(runIn(files, "--preset", "all").code, 1);
  });

  it("has the plugin's presets", () => {
    for (const [name, { meta }] of Object.entries(plugin.rules)) {
      const { recommended, strict } = meta.docs?.presets ?? {};
      assert.ok(strict === "possible" || strict === undefined, name);
      assert.ok(recommended === "certain" || recommended === undefined, name);
    }
  });

  it("respects comments that turn a finding off, and counts them", () => {
    const ran = runIn({
      "a.ts":
        "// eslint-disable-next-line consistency/no-cache-aside-race -- one writer\nBUG();\n",
    });
    assert.equal(ran.code, 0);
    assert.match(ran.stdout, /1 finding turned off by comments/u);
  });

  it("names a file with an error of syntax and lints the others", () => {
    const ran = runIn({ "a.ts": "BROKEN", "b.ts": "BUG();" });
    assert.equal(ran.code, 1);
    assert.match(ran.stdout, /^ {2}a\.ts {2}Line 1: ';' expected\.$/mu);
    assert.match(ran.stdout, /^b\.ts:1:1/mu);
    assert.match(ran.stdout, /1 finding in 1 file\n[^]*1 problem named above/u);
  });

  it("names a file that cannot be read and lints the others", () => {
    const folder = temporaryFolder({ "b.ts": "fine();" });
    symlinkSync("loop.ts", folder.at("loop.ts"));
    symlinkSync("nowhere.ts", folder.at("dangling.ts"));
    const ran = runAt(folder.path, []);
    folder.remove();
    assert.equal(ran.code, 0);
    assert.match(
      ran.stdout,
      /^ {2}dangling\.ts {2}It is a symbolic link that leads nowhere\.$/mu,
    );
    assert.match(
      ran.stdout,
      /^ {2}loop\.ts {2}It is a symbolic link that leads back to itself\.$/mu,
    );
    assert.match(ran.stdout, /0 findings in 1 file/u);
  });

  it("ends with 2 when nothing could be linted, and still says why", () => {
    const ran = runIn({ "a.ts": "BROKEN" });
    assert.equal(ran.code, 2);
    assert.match(ran.stdout, /a\.ts {2}Line 1/u);
  });

  it("counts a file that was too much to follow, once", () => {
    const folder = temporaryFolder({ "a.ts": "", "b.ts": "" });
    const limit = { kind: "budget", text: "calls nested too deeply" } as const;
    const engine: Analyser = {
      analyze: ({ path }) => ({
        findings: [],
        notes: path.endsWith("a.ts") ? [limit, limit] : [],
        dependencies: [],
      }),
    };
    const stylish = runAt(folder.path, [], engine);
    const json = runAt(folder.path, ["-f", "json"], engine);
    folder.remove();
    assert.equal(stylish.code, 0);
    assert.equal(
      stylish.stdout,
      "0 findings in 2 files\n  1 file not followed to the end; --format json says why\n",
    );
    assert.equal(json.stdout.match(/"kind": "limit"/gu)?.length, 2);
  });

  it("lints on when the engine fails on one file", () => {
    const folder = temporaryFolder({ "a.ts": "", "b.ts": "" });
    const ran = runAt(folder.path, [], {
      analyze({ path }) {
        if (path.endsWith("a.ts")) throw new Error("boom");
        return { findings: [], notes: [], dependencies: [] };
      },
    });
    folder.remove();
    assert.equal(ran.code, 0);
    assert.match(ran.stdout, /a\.ts {2}Error: boom/u);
  });

  it("refuses a path that does not exist in one line", () => {
    assert.deepEqual(runIn({ "a.ts": "" }, "a.ts", "nowhere"), {
      code: 2,
      stdout: "",
      stderr: "consistency-lint: nowhere does not exist.\n",
    });
  });

  it("refuses a folder without any file to lint in one line", () => {
    assert.deepEqual(runIn({ "README.md": "" }), {
      code: 2,
      stdout: "",
      stderr:
        'consistency-lint: There are no TypeScript or JavaScript files in ".".\n',
    });
  });

  it("refuses an unknown option in one line", () => {
    assert.deepEqual(runIn({}, "--jsn"), {
      code: 2,
      stdout: "",
      stderr:
        "consistency-lint: Unknown option --jsn. Known names: --format, --preset, --output, --require-reason, --report-unused-disable-directives, --help, --version.\n",
    });
  });

  it("prints its version and its help", () => {
    assert.deepEqual(runIn({}, "--version"), {
      code: 0,
      stdout: "1.2.3\n",
      stderr: "",
    });
    const { code, stdout } = runIn({}, "--help");
    assert.equal(code, 0);
    for (const part of [
      "--format",
      "--preset",
      "--help",
      "--version",
      "Exit code",
    ])
      assert.ok(stdout.includes(part), part);
    assert.ok(stdout.split("\n").every((line) => line.length <= 80));
  });

  it("does not let a source line or a message steer the terminal", () => {
    const ran = runIn({ "a.ts": "BUG('\u001B[2J\u202E');\n" });
    assert.match(ran.stdout, /\| BUG\(' \[2J '\);/u);
  });

  it("prints one JSON document with fields in a fixed order", () => {
    const ran = runIn({ "a.ts": "BUG();\n", "b.ts": "BROKEN" }, "-f", "json");
    assert.equal(ran.code, 1);
    const report = JSON.parse(ran.stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(report), [
      "findings",
      "remarks",
      "problems",
      "summary",
    ]);
    const [finding] = report["findings"] as Record<string, unknown>[];
    assert.deepEqual(Object.keys(finding ?? {}), [
      "rule",
      "certainty",
      "message",
      "location",
      "steps",
      "model",
      "orders",
      "assumptions",
      "fixes",
    ]);
    assert.deepEqual(report["summary"], {
      files: 1,
      findings: 1,
      certain: 1,
      possible: 0,
      rules: { "no-cache-aside-race": 1 },
      hidden: 0,
      disabled: 0,
      remarks: 0,
      problems: 1,
      limited: 0,
      unresolvedImports: 0,
    });
  });

  it("prints the same bytes twice", () => {
    const files = { "b.ts": "BUG();", "a/c.ts": "BUG();", "a.ts": "BUG();" };
    const order = (text: string) =>
      [...text.matchAll(/^\S+:1:1/gmu)].map(([place]) => place);
    const { stdout } = runIn(files);
    assert.deepEqual(order(stdout), ["a.ts:1:1", "a/c.ts:1:1", "b.ts:1:1"]);
    assert.equal(stdout, runIn(files).stdout);
  });

  const disabling =
    "// eslint-disable-next-line consistency/no-cache-aside-race";

  it("asks for reasons, and names comments that disable nothing, when told to", () => {
    const files = {
      "a.ts": `${disabling}\nBUG();\n${disabling} -- why\nok();`,
    };
    assert.equal(runIn(files).code, 0);
    const asked = runIn(files, "--require-reason");
    assert.equal(asked.code, 1);
    assert.match(asked.stdout, /^ {2}a\.ts:1:1 {2}.* gives no reason/mu);
    const unused = runIn(files, "--report-unused-disable-directives");
    assert.equal(unused.code, 1);
    assert.match(unused.stdout, /^ {2}a\.ts:3:1 {2}.* finds nothing there/mu);
    const { remarks } = JSON.parse(
      runIn(files, "--require-reason", "-f", "json").stdout,
    ) as { readonly remarks: readonly { readonly kind: string }[] };
    assert.deepEqual(
      remarks.map(({ kind }) => kind),
      ["missing-reason"],
    );
  });

  it("does what the project's settings ask, and refuses wrong ones in one sentence", () => {
    const at = (settings: string) => {
      const files = {
        "package.json": "{}",
        "consistency.json": settings,
        "a.ts": `${disabling}\nBUG();`,
      };
      const folder = temporaryFolder(files);
      try {
        return runAt(folder.path, ["."], createProjectEngine());
      } finally {
        folder.remove();
      }
    };
    assert.equal(at("{}").code, 0);
    const asked = at(`{ "requireReason": true }`);
    assert.equal(asked.code, 1);
    assert.match(asked.stdout, /gives no reason/u);
    assert.deepEqual(at(`{ "requireReasons": true }`), {
      code: 2,
      stdout: "",
      stderr:
        'consistency-lint: consistency.json: requireReasons is not a known name. Did you mean "requireReason"?\n',
    });
  });
});
