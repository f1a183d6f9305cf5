import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Engine, FileReport } from "../../rules/src/engine.ts";
import { pathOf } from "./texts.ts";

/** What the engine said of each document, kept until something it read changes. */
export interface Reports {
  /** The report of the document's present text; `undefined` without a path. */
  of(document: TextDocument): FileReport | undefined;
  /** Drops what is known of a document that is no longer open. */
  close(uri: string): void;
  /** Drops every report that read `path`; says whether there was one. */
  fileChanged(path: string): boolean;
  /** Drops everything, and the engine with what it remembers. */
  reset(): void;
}

interface Kept {
  readonly version: number;
  readonly report: FileReport;
}

/** Reports made by the engine that `createEngine` returns. */
export function createReports(createEngine: () => Engine): Reports {
  let engine = createEngine();
  const kept = new Map<string, Kept>();
  return {
    of(document) {
      const { uri, version } = document;
      const known = kept.get(uri);
      if (known?.version === version) return known.report;
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      const report = engine.analyze({ path, text: document.getText() });
      kept.set(uri, { version, report });
      return report;
    },
    close(uri) {
      kept.delete(uri);
    },
    fileChanged(path) {
      const readers = [...kept].filter(([, { report }]) =>
        report.dependencies.includes(path),
      );
      for (const [uri] of readers) kept.delete(uri);
      return readers.length > 0;
    },
    reset() {
      engine = createEngine();
      kept.clear();
    },
  };
}
