/** The suites that run in the extension host, and how their files are built. */
import { join } from "node:path";
import { build } from "esbuild";
import type { Suite } from "./run-suite-in-host.ts";

/** A workspace per situation; a suite's file has its name. */
const FIXTURES = {
  findings: "shop",
  server: "shop",
  "no-typescript": "notes",
} as const;

/** The suites, or those of them that are named. */
export function suites(root: string, names: readonly string[]): Suite[] {
  return Object.entries(FIXTURES)
    .filter(([name]) => names.length === 0 || names.includes(name))
    .map(([name, fixture]) => ({
      name,
      file: join(root, `out/e2e/${name}.cjs`),
      fixture: join(root, "test/e2e/fixtures", fixture),
    }));
}

/** Extension hosts load CommonJS, of whatever age; so tests are bundled to it. */
export async function buildSuites(root: string): Promise<void> {
  const entries = Object.keys(FIXTURES).map((name) => [
    name,
    join(root, `test/e2e/suites/${name}.ts`),
  ]);
  await build({
    entryPoints: {
      ...Object.fromEntries(entries),
      "run-suite": join(root, "test/e2e/run-suite.ts"),
    },
    outdir: join(root, "out/e2e"),
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}
