import { join } from "node:path";
import { check, fixturesIn } from "../support/check.ts";

const folder = join(import.meta.dirname, "../fixtures/require-version-check");

describe("lost updates in fixture files", () => {
  for (const path of fixturesIn(folder))
    it(path.slice(folder.length + 1), () => {
      check("require-version-check", path);
    });
});
