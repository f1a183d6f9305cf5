import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFiles, PackageManager } from "@vscode/vsce";
import { describe, it } from "mocha";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

describe("the packaged extension", () => {
  it("holds what is on the list, and no source, test or dependency", async () => {
    const files = await listFiles({
      cwd: ROOT,
      packageManager: PackageManager.None,
    });
    const strays = files.filter((file) => !isExpected(file));
    assert.deepEqual(strays, []);
    assert.ok(files.includes("media/icon.png"));
  });
});

function isExpected(file: string): boolean {
  return [
    /^package(?:\.nls)?\.json$/u,
    /^(?:README|CHANGELOG)\.md$/u,
    /^LICENSE$/u,
    /^dist\/(?:extension|server)\.cjs$/u,
    /^media\/icon\.png$/u,
    /^rules\/docs\/[\w-]+\.md$/u,
    /^rules\/settings\.schema\.json$/u,
    /^tutorial\/lessons\/[\w-]+\/lesson\.md$/u,
  ].some((pattern) => pattern.test(file));
}
