import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Relative path to content; a value that is not text is written as JSON. */
export type Tree = Readonly<Record<string, unknown>>;

export interface Fixture {
  /** Absolute path of a file or directory in the fixture. */
  at(relative: string): string;
  write(tree: Tree): void;
  remove(): void;
}

/**
 * Writes a repository into a new temporary directory. It has a `.git`
 * directory, so that nothing above it is ever looked at.
 */
export function createFixture(tree: Tree): Fixture {
  const root = mkdtempSync(
    path.join(realpathSync.native(tmpdir()), "project-"),
  );
  mkdirSync(path.join(root, ".git"));
  const fixture: Fixture = {
    at: (relative) => path.join(root, relative),
    write(files) {
      for (const [relative, content] of Object.entries(files)) {
        writeAt(path.join(root, relative), content);
      }
    },
    remove() {
      rmSync(root, { recursive: true, force: true });
    },
  };
  fixture.write(tree);
  return fixture;
}

function writeAt(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    typeof content === "string" ? content : JSON.stringify(content),
  );
}
