/** Beside a rule that needs types, on this repository: its packages are installed. */
import path from "node:path";
import plugin from "eslint-plugin-consistency";
import type { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { createLint } from "./lint.ts";
import type { SourceText } from "./lint.ts";
import { medians } from "./measure.ts";
import type { Row } from "./table.ts";

export function measureTyped(
  root: string,
  files: readonly SourceText[],
  runs: number,
): readonly Row[] {
  const folder = path.join(root, "rules");
  const typed: Linter.Config = {
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: { "@typescript-eslint/no-floating-promises": "error" },
    languageOptions: {
      parserOptions: {
        project: path.join(folder, "tsconfig.json"),
        tsconfigRootDir: folder,
      },
    },
  };
  const ours: Linter.Config = {
    plugins: { consistency: plugin as never },
    rules: plugin.configs.recommended.rules as Linter.RulesRecord,
  };
  const work = (config: Linter.Config) => () => {
    files.forEach(createLint(folder, config));
  };
  const [none = 0, own = 0, other = 0] = medians(
    [work({ rules: {} }), work(ours), work(typed)],
    runs,
  );
  const overheads = (other - none) / Math.max(1, own - none);
  return [
    {
      what: "no rule",
      measured: `${none.toFixed(0)} ms for ${String(files.length)} files`,
    },
    { what: "recommended", measured: `${own.toFixed(0)} ms` },
    {
      what: "no-floating-promises with types",
      measured: `${other.toFixed(0)} ms`,
    },
    {
      what: "overhead against overhead",
      measured: `${overheads.toFixed(1)} times`,
      bar: "5 times",
      holds: overheads >= 5,
    },
    {
      what: "total against total",
      measured: `${(other / own).toFixed(1)} times`,
    },
  ];
}
