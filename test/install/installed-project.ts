/** A throw-away project that has the packed plugin installed. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runWell } from "./npm.ts";

/** The repository's folder. */
export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** The project's sources, before anything is installed. */
export const FIXTURE = fileURLToPath(
  new URL("fixtures/user-service", import.meta.url),
);

export interface InstalledProject {
  readonly folder: string;
  /** The path of an installed program. */
  readonly program: (name: string) => string;
  /** Deletes the project. */
  readonly remove: () => void;
}

/** Packs the plugin and installs it beside ESLint `eslintVersion`. */
export function installProject(eslintVersion: string): InstalledProject {
  const parent = mkdtempSync(join(tmpdir(), "consistency-install-"));
  const folder = join(parent, "user-service");
  cpSync(FIXTURE, folder, { recursive: true });
  runWell(folder, "npm", [
    "install",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    pack(parent),
    `eslint@${eslintVersion}`,
    "@typescript-eslint/parser@8.73.0",
    "typescript@6.0.3",
  ]);
  return {
    folder,
    program: (name) => join(folder, "node_modules/.bin", name),
    remove: () => {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** The path of the tarball that would be published. */
function pack(folder: string): string {
  const args = ["pack", "--silent", "--pack-destination", folder];
  runWell(join(REPOSITORY, "rules"), "npm", args);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined)
    throw new Error(`npm pack left nothing in ${folder}`);
  return join(folder, tarball);
}
