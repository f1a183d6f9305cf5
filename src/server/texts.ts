import { readFileSync } from "node:fs";
import { pathToFileURL, fileURLToPath } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";

/** Finds the text behind a URI: the editor's own copy first, then the disk's. */
export interface Texts {
  /** The document open in the editor, if it is. */
  open(uri: string): TextDocument | undefined;
  /** The file on disk; `undefined` when there is none that can be read. */
  onDisk(uri: string): TextDocument | undefined;
}

/** Texts of the documents `open` knows, and of the file system. */
export function textsOf(open: Texts["open"]): Texts {
  return { open, onDisk: readDocument };
}

/** The URI of an absolute path. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** The path behind a `file:` URI; `undefined` for every other kind. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // a file URI with a foreign host has no path here
  }
}

function readDocument(uri: string): TextDocument | undefined {
  const path = pathOf(uri);
  if (path === undefined) return undefined;
  try {
    const text = readFileSync(path, "utf8");
    return TextDocument.create(uri, "typescript", 0, text);
  } catch {
    return undefined; // absent or unreadable: the caller creates or gives up
  }
}
