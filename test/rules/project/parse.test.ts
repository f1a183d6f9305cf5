import assert from "node:assert/strict";
import {
  longestText,
  parseText,
  type ParsedFile,
} from "../../../rules/src/project/parse.ts";

describe("parsing", () => {
  it("gives every node a range and a location", () => {
    const program = treeOf(
      parseText("const a = 1;\nawait cache.set('k', a);", "a.ts"),
    );
    const second = program.body[1];
    assert.deepEqual(second?.range, [13, 37]);
    assert.deepEqual(second.loc.start, { line: 2, column: 0 });
  });

  it("reads JSX by extension, and type assertions where there is no JSX", () => {
    assert.equal(parseText("const a = <div/>;", "a.tsx").kind, "parsed");
    assert.equal(parseText("const a = <div/>;", "a.js").kind, "parsed");
    assert.equal(parseText("const a = <string>b;", "a.ts").kind, "parsed");
    assert.equal(parseText("const a = <div/>;", "a.ts").kind, "failed");
  });

  it("reads decorators, enums and the rest of TypeScript", () => {
    const text =
      "enum A { B }\n@Injectable() class C { constructor(private readonly redis: Redis) {} }";
    assert.equal(parseText(text, "a.ts").kind, "parsed");
  });

  it("accepts an empty file and a hashbang", () => {
    assert.deepEqual(treeOf(parseText("", "a.ts")).body, []);
    assert.equal(
      treeOf(parseText("#!/usr/bin/env node\nrun();", "a.ts")).body.length,
      1,
    );
  });

  it("counts positions from after a byte order mark", () => {
    assert.deepEqual(
      treeOf(parseText("\uFEFFrun();", "a.ts")).body[0]?.range,
      [0, 6],
    );
  });

  it("says what is wrong with the syntax, and on which line", () => {
    const result = parseText("const a = 1;\nconst = 2;", "a.ts");
    assert.equal(result.kind, "failed");
    assert.equal(result.line, 2);
    assert.match(result.message, /expected/i);
  });

  it("accepts code that parses but breaks a later check", () => {
    assert.equal(parseText("@once function run() {}", "a.ts").kind, "parsed");
  });

  it("refuses a text over the limit, naming the limit", () => {
    const result = parseText(";".repeat(longestText + 1), "a.ts");
    assert.equal(result.kind, "failed");
    assert.match(result.message, new RegExp(String(longestText)));
  });

  it("refuses binary data", () => {
    assert.match(messageOf(parseText("\u0000\u0001PNG", "a.ts")), /binary/);
  });

  it("survives nesting deeper than the stack", () => {
    assert.equal(parseText("(".repeat(200_000), "a.ts").kind, "failed");
  });
});

function treeOf(result: ParsedFile) {
  assert.equal(result.kind, "parsed");
  return result.ast;
}

function messageOf(result: ParsedFile): string {
  assert.equal(result.kind, "failed");
  return result.message;
}
