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

  it("are made again when a file that they read has changed", () => {
    const { reports, paths } = counting();
    reports.of(document);
    assert.equal(reports.fileChanged("/shop/cache.ts"), true);
    reports.of(document);
    assert.equal(paths.length, 2);
  });

  it("stay when another file has changed", () => {
    const { reports, paths } = counting();
    reports.of(document);
    assert.equal(reports.fileChanged("/shop/other.ts"), false);
    reports.of(document);
    assert.equal(paths.length, 1);
  });

  it("are made by a new engine after a reset", () => {
    let engines = 0;
    const reports = createReports(() => {
      engines += 1;
      return engineOf(() => EMPTY);
    });
    reports.reset();
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
