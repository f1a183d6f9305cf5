import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readArguments } from "../../rules/src/command/arguments.ts";

function misuseOf(...words: string[]): string {
  const request = readArguments(words);
  assert.ok(request.kind === "misuse", request.kind);
  return request.message;
}

describe("the command's arguments", () => {
  it("default to the current folder, stylish and recommended", () => {
    assert.deepEqual(readArguments([]), {
      kind: "lint",
      paths: ["."],
      format: "stylish",
      preset: "recommended",
      requireReason: false,
      reportUnused: false,
    });
  });

  it("may stand in any order, short or long", () => {
    assert.deepEqual(
      readArguments(["src", "-f", "json", "--preset=all", "b.ts"]),
      {
        kind: "lint",
        paths: ["src", "b.ts"],
        format: "json",
        preset: "all",
        requireReason: false,
        reportUnused: false,
      },
    );
  });

  it("take every word after -- as a path", () => {
    const request = readArguments(["--", "--help"]);
    assert.deepEqual(request.kind === "lint" && request.paths, ["--help"]);
  });

  it("ask for help or the version", () => {
    assert.deepEqual(readArguments(["src", "-h"]), { kind: "help" });
    assert.deepEqual(readArguments(["--version"]), { kind: "version" });
  });

  it("name the option that was meant", () => {
    assert.equal(
      misuseOf("--formt", "json"),
      'Unknown option --formt. Did you mean "--format"?',
    );
  });

  it("name all options when none is near", () => {
    assert.equal(
      misuseOf("-x"),
      "Unknown option -x. Known names: --format, --preset, --output, --require-reason, --report-unused-disable-directives, --help, --version.",
    );
  });

  it("do not take a name that every object has for an option", () => {
    assert.match(misuseOf("--constructor"), /^Unknown option --constructor\./u);
  });

  it("name the format or preset that was meant", () => {
    assert.equal(
      misuseOf("--format", "jsno"),
      'Unknown format "jsno". Did you mean "json"?',
    );
    assert.equal(
      misuseOf("--preset", "Strict"),
      'Unknown preset "Strict". Did you mean "strict"?',
    );
  });

  it("say when a value is missing or too much", () => {
    assert.equal(misuseOf("--format"), "Option --format needs a value.");
    assert.equal(misuseOf("--preset="), "Option --preset needs a value.");
    assert.equal(misuseOf("--help=yes"), "Option --help takes no value.");
  });

  it("refuse an empty path", () => {
    assert.equal(misuseOf(""), "A path is empty.");
  });
});
