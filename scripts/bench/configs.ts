/** The configurations that are compared, by name. */
import plugin from "eslint-plugin-consistency";
import type { Linter } from "eslint";
import tseslint from "typescript-eslint";

export const recommendedRules = Object.keys(
  plugin.configs.recommended.rules ?? {},
);

/** `none`, `idle` (a rule that does nothing), `recommended`, `typed`, or one rule of `recommended`. */
export function configOf(name: string, folder: string): Linter.Config {
  if (name === "none") return { rules: {} };
  if (name === "idle") return idle;
  if (name === "typed") return typed(folder);
  const { rules = {} } = plugin.configs.recommended;
  const kept = Object.entries(rules).filter(
    ([rule]) => name === "recommended" || rule === name,
  );
  return {
    plugins: { consistency: plugin as never },
    rules: Object.fromEntries(kept),
  };
}

/** What ESLint itself takes for running any rule. */
const idle: Linter.Config = {
  plugins: {
    own: {
      rules: { idle: { create: () => ({ "Program:exit": () => undefined }) } },
    },
  },
  rules: { "own/idle": "error" },
};

function typed(folder: string): Linter.Config {
  return {
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: { "@typescript-eslint/no-floating-promises": "error" },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: folder },
    },
  };
}
