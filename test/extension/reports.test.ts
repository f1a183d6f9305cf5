import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { FileReport } from "../../rules/src/engine.ts";
import { createReports } from "../../src/server/reports.ts";
import { engineOf } from "./fake-engine.ts";

const document = TextDocument.create("file:///shop/a.ts", "typescript", 1, "");

describe("the reports that are kept", () => {
  it("are made once for each version of a document", () => {
    const { reports, paths } = counting();
    reports.of(document);
    reports.of(document);
    reports.of(TextDocument.create(document.uri, "typescript", 2, ""));
    assert.deepEqual(paths, ["/shop/a.ts", "/shop/a.ts"]);
  });

  it("know the files that they depend on", () => {
    const { reports } = counting();
    assert.equal(reports.read("/shop/cache.ts"), false);
    reports.of(document);
    assert.equal(reports.read("/shop/cache.ts"), true);
    assert.equal(reports.read("/shop/other.ts"), false);
  });

  it("are made by a new engine after a reset", () => {
    let engines = 0;
    const reports = createReports(() => {
      engines += 1;
      return engineOf(() => EMPTY);
    });
    reports.of(document);
    reports.reset();
    reports.of(document);
    assert.equal(engines, 2);
  });
});

const EMPTY: FileReport = { findings: [], notes: [], dependencies: [] };

/** Reports of which each depends on `/shop/cache.ts`, and what was analysed. */
function counting(): {
  reports: ReturnType<typeof createReports>;
  paths: string[];
} {
  const paths: string[] = [];
  const engine = engineOf(({ path }) => {
    paths.push(path);
    return { ...EMPTY, dependencies: ["/shop/cache.ts"] };
  });
  return { reports: createReports(() => engine), paths };
}
