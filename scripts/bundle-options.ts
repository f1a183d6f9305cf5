import type { BuildOptions } from "esbuild";

/**
 * The extension and its server, one file each, in `dist/`. Both are CommonJS:
 * VS Code loads extensions with `require`, and forks the server with whatever
 * Node it carries.
 */
export const BUNDLE = {
  entryPoints: {
    extension: "src/extension.ts",
    server: "src/server/main.ts",
  },
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  // VS Code 1.91, the oldest that is supported, runs extensions on Node 20.
  target: "node20",
  format: "cjs",
  minify: true,
  keepNames: true,
  external: ["vscode"],
  legalComments: "none",
  logLevel: "warning",
  // `import.meta.url` has no meaning in CommonJS; this is its value there.
  define: { "import.meta.url": "importMetaUrl" },
  banner: {
    js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;',
  },
} as const satisfies BuildOptions;
