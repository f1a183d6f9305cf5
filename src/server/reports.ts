import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Engine, FileReport } from "../../rules/src/engine.ts";
import { pathOf } from "./texts.ts";

/** What the engine said of each document, kept until something it read changes. */
export interface Reports {
  /** The report of the document's present text; `undefined` without a path. */
  of(document: TextDocument): FileReport | undefined;
  /** Drops what is known of a document that is no longer open. */
  close(uri: string): void;
  /** Whether a report depends on the content of the file at `path`. */
  read(path: string): boolean;
  /** Drops all reports, and the engine with what it remembers of the disk. */
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
    read(path) {
      const reports = [...kept.values()].map(({ report }) => report);
      return reports.some(({ dependencies }) => dependencies.includes(path));
    },
    reset() {
      engine = createEngine();
      kept.clear();
    },
  };
}
