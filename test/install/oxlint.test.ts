import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { FILE, reportedLine, RULE } from "./expected.ts";
import { FIXTURE } from "./installed-project.ts";
import { run } from "./npm.ts";

/** Oxlint's JSON, as far as it is read here. */
interface Output {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

describe("the built plugin in Oxlint", () => {
  it("reports the race on its line, and nothing else", () => {
    const args = [oxlint(), "--format", "json", FILE];
    const { stdout, stderr } = run(FIXTURE, process.execPath, args);
    assert.equal(stderr, "");
    const { diagnostics } = JSON.parse(stdout) as Output;
    const found = diagnostics.map(({ code, labels }) => [
      code,
      labels[0]?.span.line,
    ]);
    const [plugin, rule] = RULE.split("/");
    assert.deepEqual(found, [
      [`${plugin ?? ""}(${rule ?? ""})`, reportedLine()],
    ]);
  });
});

function oxlint(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve("oxlint/package.json")), "bin/oxlint");
}
