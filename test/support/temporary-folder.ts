import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface TemporaryFolder {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** Absolute path of an entry. */
  at(entry: string): string;
  remove(): void;
}

/** A folder on disk with these files: relative path to content. */
export function temporaryFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
): TemporaryFolder {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "consistency-")));
  const at = (entry: string) => path.join(root, entry);
  for (const [entry, content] of Object.entries(files)) {
    mkdirSync(path.dirname(at(entry)), { recursive: true });
    writeFileSync(at(entry), content);
  }
  return {
    path: root,
    at,
    remove: () => {
      rmSync(root, { recursive: true });
    },
  };
}
