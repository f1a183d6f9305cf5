import { readdirSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { countTests, type Totals } from "./totals.ts";

/** A scene goes through a whole installation and a fresh browser. */
const TIMEOUT_MS = 120_000;

/** Runs the scenes: the packaged extension, used as a person uses it. */
export async function runScenes(root: string): Promise<Totals> {
  const mocha = new Mocha({ ui: "bdd", timeout: TIMEOUT_MS });
  const folder = join(root, "test/e2e/scenes");
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".scene.ts")) mocha.addFile(join(folder, name));
  }
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      resolve(result());
    });
    const result = countTests("scenes", runner);
  });
}
