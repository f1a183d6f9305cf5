/** Parts of README.md that are written by a script, between two markers. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const README = resolve(import.meta.dirname, "../README.md");

/** `readme` with `content` between the markers of a part; throws where a marker is missing. */
export function withPart(
  readme: string,
  part: string,
  content: string,
): string {
  const opening = `<!-- ${part}:start -->`;
  const closing = `<!-- ${part}:end -->`;
  const start = readme.indexOf(opening);
  const end = readme.indexOf(closing);
  if (start === -1 || end < start)
    throw new Error(`README.md needs the lines ${opening} and ${closing}`);
  const before = readme.slice(0, start + opening.length);
  return `${before}\n\n${content}\n${readme.slice(end)}`;
}

/** Writes README.md anew, as `change` would have it. */
export async function rewriteReadme(
  change: (readme: string) => Promise<string>,
): Promise<void> {
  writeFileSync(README, await change(readFileSync(README, "utf8")));
}
