/**
 * From a path as an import writes it to the source file it means: extensions
 * left out, `.js` written for `.ts`, a directory for its index file.
 */
import path from "node:path";
import type { DiskView } from "./disk-view.ts";

/** Tried in this order; declarations last, because they hold no code. */
// prettier-ignore
const extensions = [
  ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts", ".d.mts", ".d.cts",
] as const;

/** What TypeScript sources are called when an import names the compiled file. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".d.ts"],
  ".jsx": [".tsx", ".d.ts"],
  ".mjs": [".mts", ".d.mts"],
  ".cjs": [".cts", ".d.cts"],
};

/** Whether the name is one that can be parsed. */
export function isSourceName(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/** The source file that `base` means when an import writes it; undefined when there is none. */
export function locateFile(base: string, view: DiskView): string | undefined {
  return candidatesOf(base).find(
    (candidate) => view.kind(candidate) === "file",
  );
}

/** The index file of a directory; undefined when there is none. */
export function locateIndex(
  directory: string,
  view: DiskView,
): string | undefined {
  if (view.kind(directory) !== "directory") return undefined;
  return locateFile(path.join(directory, "index"), view);
}

function candidatesOf(base: string): string[] {
  const extension = path.extname(base);
  const stem = base.slice(0, base.length - extension.length);
  const sources = (sourcesOf[extension] ?? []).map((source) => stem + source);
  const exact = isSourceName(base) ? [base] : [];
  return [...sources, ...exact, ...extensions.map((added) => base + added)];
}
