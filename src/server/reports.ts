import { isAbsolute, relative } from "node:path";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Engine, FileReport } from "../../rules/src/engine.ts";
import { pathOf } from "./texts.ts";

/** What the engine said of each document, kept until something it read changes. */
export interface Reports {
  /** The report of the document's present text; `undefined` without a path. */
  of(document: TextDocument): FileReport | undefined;
  /** Takes the document's present text, for the reports of others that depend on it. */
  change(document: TextDocument): void;
  /** Drops what is known of a document that is no longer open; what is on disk counts again. */
  close(uri: string): void;
  /** Whether a report depends on the content of the file at `path`. */
  read(path: string): boolean;
  /** Drops all reports, and lets the engine look at the disk again. */
  reset(): void;
}

interface Kept {
  readonly version: number;
  readonly report: FileReport;
}

/** Reports made by the engine that `createEngine` returns. */
export function createReports(createEngine: () => Engine): Reports {
  const engine = createEngine();
  const kept = new Map<string, Kept>();

  function setText(uri: string, text: string | undefined): void {
    const path = pathOf(uri);
    if (path === undefined) return;
    engine.setText(path, text);
    for (const [other, { report }] of kept)
      if (other !== uri && dependsOn(report, path)) kept.delete(other);
  }

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
    change(document) {
      setText(document.uri, document.getText());
    },
    close(uri) {
      kept.delete(uri);
      setText(uri, undefined);
    },
    read(path) {
      return [...kept.values()].some(({ report }) => dependsOn(report, path));
    },
    reset() {
      engine.refresh();
      kept.clear();
    },
  };
}

/** A file below a directory that was searched need not have been there then. */
function dependsOn(
  { dependencies, searched }: FileReport,
  path: string,
): boolean {
  if (dependencies.includes(path)) return true;
  if (searched === undefined) return false;
  const inside = relative(searched, path);
  return !inside.startsWith("..") && !isAbsolute(inside);
}
