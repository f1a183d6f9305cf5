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

  it("depend on all below a directory that was searched", () => {
    const { reports } = counting({ searched: "/shop" });
    reports.of(document);
    assert.equal(reports.read("/shop/new/file.ts"), true);
    assert.equal(reports.read("/shopping/file.ts"), false);
  });

  it("are made again when an open document that they depend on changes or closes", () => {
    const { reports, paths, texts } = counting();
    const other = TextDocument.create("file:///shop/cache.ts", "ts", 1, "new");
    reports.of(document);
    reports.change(other);
    reports.of(document);
    reports.close(other.uri);
    reports.of(document);
    assert.equal(paths.length, 3);
    assert.deepEqual(texts, [
      ["/shop/cache.ts", "new"],
      ["/shop/cache.ts", undefined],
    ]);
  });

  it("stay when a document changes that they do not depend on", () => {
    const { reports, paths } = counting();
    reports.of(document);
    reports.change(TextDocument.create("file:///shop/b.ts", "ts", 1, ""));
    reports.of(document);
    assert.equal(paths.length, 1);
  });

  it("are made again after a reset, by an engine that looks at the disk", () => {
    const { reports, paths, engine } = counting();
    reports.of(document);
    reports.reset();
    reports.of(document);
    assert.equal(paths.length, 2);
    assert.equal(engine.refreshed, 1);
  });
});

const EMPTY: FileReport = { findings: [], notes: [], dependencies: [] };

/** Reports of which each depends on `/shop/cache.ts`, and what the engine was told. */
function counting(more: Partial<FileReport> = {}) {
  const paths: string[] = [];
  const texts: [string, string | undefined][] = [];
  const engine = {
    refreshed: 0,
    ...engineOf(({ path }) => {
      paths.push(path);
      return { ...EMPTY, dependencies: ["/shop/cache.ts"], ...more };
    }),
    setText(path: string, text: string | undefined) {
      texts.push([path, text]);
    },
    refresh() {
      engine.refreshed += 1;
    },
  };
  return { reports: createReports(() => engine), paths, texts, engine };
}
