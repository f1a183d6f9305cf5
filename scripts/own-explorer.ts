/**
 * Before and after `npm pack` in `rules`: puts a copy of the built explorer
 * where npm looks for bundled packages, and removes it again. So the packed
 * plugin carries the explorer that its command needs, and installs from its own
 * tarball alone.
 */
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCE = path.join(ROOT, "tutorial/explorer");
const MODULES = path.join(ROOT, "rules/node_modules");
const TARGET = path.join(MODULES, "@consistency-lint/explorer");
const PARTS = ["package.json", "README.md", "LICENSE", "dist"];

const actions: Readonly<Record<string, () => void>> = { put, remove };
const action = actions[process.argv[2] ?? ""];
if (!action) throw new Error("Say put or remove.");
action();

function put(): void {
  if (!existsSync(path.join(SOURCE, "dist/index.js")))
    throw new Error("The explorer is not built: run npm run build first.");
  remove();
  for (const part of PARTS)
    cpSync(path.join(SOURCE, part), path.join(TARGET, part), {
      recursive: true,
      filter: (file) => !file.endsWith(".tsbuildinfo"),
    });
}

function remove(): void {
  rmSync(path.dirname(TARGET), { recursive: true, force: true });
}
