import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { before, describe, it } from "mocha";
import { BUNDLE } from "../../scripts/bundle-options.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Modules of Node that reach other machines. */
const MODULES = /^(?:node:)?(?:https?|http2|net|tls|dgram|dns|undici)(?:\/|$)/u;

/** Calls that reach other machines without a module. */
const CALLS =
  /(?<![.\w$])fetch\s*\(|\bXMLHttpRequest\b|\bnew WebSocket\b|\bsendBeacon\b|\bEventSource\s*\(/u;

/** Who may import such a module, and why that is no network call. */
const ALLOWED_MODULES: Readonly<Record<string, string>> = {
  "vscode-jsonrpc/lib/node/main.js":
    "net: pipes and local sockets between editor and server; ours use IPC or stdio",
};

/** Who has such a word, and why it is no such call. */
const ALLOWED_WORDS: Readonly<Record<string, string>> = {
  "lru-cache/dist/esm/node/index.min.js":
    "fetch: a method of the cache, which asks a function that we would give it",
};

describe("what is shipped calls nobody", () => {
  let inputs: Metafile["inputs"];

  before(async function () {
    this.timeout(30_000); // bundles everything
    const { metafile } = await build({
      ...BUNDLE,
      absWorkingDir: ROOT,
      write: false,
      metafile: true,
    });
    inputs = metafile.inputs;
  });

  it("reads the files it speaks of", () => {
    assert.ok("src/extension.ts" in inputs);
    assert.ok("src/server/main.ts" in inputs);
  });

  it("imports no module that reaches other machines, but for local pipes", () => {
    const importing = Object.entries(inputs)
      .filter(([, { imports }]) =>
        imports.some(({ path }) => MODULES.test(path)),
      )
      .map(([file]) => withoutFolder(file));
    assert.deepEqual(
      [...new Set(importing)].sort(),
      Object.keys(ALLOWED_MODULES).sort(),
    );
  });

  it("calls no global that does", () => {
    const calling = Object.keys(inputs)
      .filter((file) => CALLS.test(readFileSync(join(ROOT, file), "utf8")))
      .map(withoutFolder);
    assert.deepEqual(calling.sort(), Object.keys(ALLOWED_WORDS).sort());
  });
});

/** An installed file by its package, wherever npm put that. */
function withoutFolder(file: string): string {
  return file.replace(/^.*node_modules\//u, "");
}
