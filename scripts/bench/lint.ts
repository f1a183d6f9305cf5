/** Files through ESLint as its users run it, with the parser that they have. */
import { readFileSync } from "node:fs";
import { ESLint } from "eslint";
import type { Linter } from "eslint";
import tsParser from "@typescript-eslint/parser";
import { globSync } from "tinyglobby";

interface SourceText {
  readonly path: string;
  readonly text: string;
}

export function sourcesIn(folder: string): readonly SourceText[] {
  const paths = globSync("**/*.{ts,tsx}", {
    cwd: folder,
    absolute: true,
    ignore: ["**/node_modules/**", "**/*.d.ts", "**/dist/**"],
  });
  return paths
    .sort()
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

/** A function that lints one file and says whether it could be parsed. `more` is added to the configuration. */
export function createLint(
  folder: string,
  more: Linter.Config,
): (file: SourceText) => Promise<boolean> {
  const given = more.languageOptions?.["parserOptions"] as object | undefined;
  const parserOptions = { ecmaFeatures: { jsx: true }, ...given };
  const config: Linter.Config = {
    ...more,
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parser: tsParser, parserOptions },
  };
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [config],
  });
  return async ({ path, text }) => {
    const results = await eslint.lintText(text, { filePath: path });
    return !results.some(({ fatalErrorCount }) => fatalErrorCount > 0);
  };
}
