import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { FILE, reportedLine, RULE } from "./expected.ts";
import { installProject, type InstalledProject } from "./installed-project.ts";
import { run, runWell } from "./npm.ts";

/** ESLint's JSON, as far as it is read here. */
interface FileResult {
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly line: number;
    readonly message: string;
  }[];
}

for (const version of ["9.39.5", "10.15.0"]) {
  describe(`the packed plugin in ESLint ${version}`, () => {
    let project: InstalledProject;

    before(() => {
      project = installProject(version);
    });

    after(() => {
      project.remove();
    });

    it("runs that version", () => {
      const eslint = project.program("eslint");
      const text = runWell(project.folder, eslint, ["--version"]);
      assert.equal(text.trim(), `v${version}`);
    });

    it("reports the race on its line, and nothing else", () => {
      const found = lint(project, "eslint.config.js");
      assert.deepEqual(found, [`${RULE}:${String(reportedLine())}`]);
    });

    it("reports the same by its recommended preset", () => {
      const found = lint(project, "preset.config.js");
      assert.deepEqual(found, [`${RULE}:${String(reportedLine())}`]);
    });

    it("shows its types to TypeScript", () => {
      runWell(project.folder, project.program("tsc"), []);
    });

    it("brings a command that reports the same", () => {
      const command = project.program("consistency-lint");
      const { code, stdout } = run(project.folder, command, [FILE]);
      assert.equal(code, 1);
      assert.match(stdout, /no-cache-aside-race/u);
      // The explorer came along in the same tarball.
      assert.match(stdout, /1 of 10 orders breaks it/u);
    });
  });
}

/** `rule:line` of every message of ESLint's command line. */
function lint({ folder, program }: InstalledProject, config: string): string[] {
  const args = ["--config", config, "--format", "json", "src"];
  const { stdout, stderr } = run(folder, program("eslint"), args);
  assert.equal(stderr, "");
  const results = JSON.parse(stdout) as FileResult[];
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, line, message }) => `${ruleId ?? message}:${String(line)}`);
}
