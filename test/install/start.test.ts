import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { FILE } from "./expected.ts";
import { FIXTURE, REPOSITORY } from "./installed-project.ts";
import { run } from "./npm.ts";

/** `npm start` as typed by a user who stands in `folder`. */
function start(folder: string, ...paths: string[]) {
  const args = ["--prefix", REPOSITORY, "start", "--silent", "--", ...paths];
  return run(folder, "npm", args);
}

describe("npm start", () => {
  it("shows the example shop's findings and succeeds", () => {
    const { code, stdout } = start(REPOSITORY);
    assert.match(stdout, /no-cache-aside-race/u);
    assert.match(stdout, /In CI .* exit code 1/u);
    assert.equal(code, 0);
  });

  it("lints a path from where the user stands, with the command's exit code", () => {
    const { code, stdout } = start(FIXTURE, FILE);
    assert.match(stdout, /no-cache-aside-race/u);
    assert.equal(code, 1);
  });

  it("refuses a path that does not exist in one line", () => {
    const { code, stdout, stderr } = start(FIXTURE, "nowhere");
    assert.equal(code, 2);
    assert.match(`${stdout}${stderr}`.trim(), /^.*nowhere.*$/u);
  });
});
