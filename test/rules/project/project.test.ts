import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { diskFiles } from "../../../rules/src/project/files.ts";
import { createProject } from "../../../rules/src/project/project.ts";
import { createFixture, type Fixture } from "./fixture.ts";

describe("the project", () => {
  let fixture: Fixture;

  beforeEach(() => {
    fixture = createFixture({ "a.ts": "one();", "b.ts": "two();" });
  });
  afterEach(() => {
    fixture.remove();
  });

  it("parses a file once", () => {
    const project = createProject();
    const first = project.file(fixture.at("a.ts"));
    assert.equal(first?.text, "one();");
    assert.equal(first.ast?.body.length, 1);
    assert.equal(project.file(fixture.at("a.ts")), first);
  });

  it("keeps its answers until refresh, then sees what changed", () => {
    const project = createProject({ recheckAfter: 0, now: () => 0 });
    const before = project.refresh();
    assert.equal(project.file(fixture.at("a.ts"))?.text, "one();");
    fixture.write({ "a.ts": "changed();" });
    assert.equal(project.file(fixture.at("a.ts"))?.text, "one();");
    assert.notEqual(project.refresh(), before);
    assert.equal(project.file(fixture.at("a.ts"))?.text, "changed();");
  });

  it("keeps its number when nothing it was asked about changed", () => {
    const project = createProject({ recheckAfter: 0, now: () => 0 });
    project.file(fixture.at("a.ts"));
    const before = project.refresh();
    fixture.write({ "b.ts": "changed();" });
    assert.equal(project.refresh(), before);
  });

  it("notices a file that appears and one that goes away", () => {
    const project = createProject({ recheckAfter: 0, now: () => 0 });
    assert.equal(project.file(fixture.at("new.ts")), undefined);
    const missing = project.refresh();
    fixture.write({ "new.ts": "three();" });
    const present = project.refresh();
    assert.notEqual(present, missing);
    assert.equal(project.file(fixture.at("new.ts"))?.text, "three();");
    rmSync(fixture.at("new.ts"));
    assert.notEqual(project.refresh(), present);
    assert.equal(project.file(fixture.at("new.ts")), undefined);
  });

  it("does not look at the disk again before its time", () => {
    let time = 0;
    const project = createProject({ recheckAfter: 500, now: () => time });
    project.file(fixture.at("a.ts"));
    const before = project.refresh();
    fixture.write({ "a.ts": "changed();" });
    time = 499;
    assert.equal(project.refresh(), before);
    time = 500;
    assert.notEqual(project.refresh(), before);
  });

  it("waits longer when looking takes longer", () => {
    let time = 0;
    const slow = {
      ...diskFiles,
      stamp: (path: string) => ((time += 100), diskFiles.stamp(path)),
    };
    const project = createProject({
      recheckAfter: 0,
      now: () => time,
      files: slow,
    });
    project.file(fixture.at("a.ts"));
    const before = project.refresh();
    fixture.write({ "a.ts": "changed();" });
    time += 9_800;
    assert.equal(project.refresh(), before);
    time += 100;
    assert.notEqual(project.refresh(), before);
  });

  it("puts unsaved text in the place of the file's, and takes it away again", () => {
    const project = createProject();
    const before = project.refresh();
    project.setOverlay(fixture.at("a.ts"), "unsaved();");
    assert.equal(project.file(fixture.at("a.ts"))?.text, "unsaved();");
    const during = project.refresh();
    assert.notEqual(during, before);
    project.setOverlay(fixture.at("a.ts"), "unsaved();");
    assert.equal(project.refresh(), during);
    project.setOverlay(fixture.at("a.ts"), undefined);
    assert.equal(project.file(fixture.at("a.ts"))?.text, "one();");
    assert.notEqual(project.refresh(), during);
  });

  it("forgets the tree that was not used for longest when memory is full", () => {
    const project = createProject({ treeBytes: 2_000 });
    const first = project.file(fixture.at("a.ts"));
    project.file(fixture.at("b.ts"));
    const again = project.file(fixture.at("a.ts"));
    assert.notEqual(again, first);
    assert.equal(again?.text, first?.text);
  });

  it("notices a change to a file whose tree was forgotten and read again", () => {
    const project = createProject({
      recheckAfter: 0,
      now: () => 0,
      treeBytes: 2_000,
    });
    const before = project.refresh();
    project.file(fixture.at("a.ts"));
    project.file(fixture.at("b.ts"));
    fixture.write({ "a.ts": "changed();" });
    assert.equal(project.file(fixture.at("a.ts"))?.text, "changed();");
    assert.notEqual(project.refresh(), before);
  });

  it("lists its own sources, not what is installed, built, hidden or declared", () => {
    fixture.write({
      "src/c.ts": "",
      "src/types.d.ts": "",
      "node_modules/x/index.js": "",
      "dist/a.js": "",
      ".next/d.js": "",
      "README.md": "",
    });
    const listing = createProject().sourcesIn(fixture.at("."));
    assert.deepEqual(
      listing.files,
      ["a.ts", "b.ts", "src/c.ts"].map((name) => fixture.at(name)),
    );
    assert.equal(listing.isComplete, true);
  });

  it("notices a source that was added below a listed directory", () => {
    fixture.write({ "src/c.ts": "" });
    const project = createProject({ recheckAfter: 0, now: () => 0 });
    project.sourcesIn(fixture.at("."));
    const before = project.refresh();
    fixture.write({ "src/d.ts": "" });
    assert.notEqual(project.refresh(), before);
    assert.ok(
      project.sourcesIn(fixture.at(".")).files.includes(fixture.at("src/d.ts")),
    );
  });
});
