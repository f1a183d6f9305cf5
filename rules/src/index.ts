/** The ESLint plugin: its rules, and presets computed from their metadata. */
import type { TSESLint } from "@typescript-eslint/utils";
import { ruleNames } from "./rules/facts.ts";
import { rules } from "./rules/index.ts";
import { reportOf } from "./rules/presets.ts";
import type { PresetName } from "./rules/presets.ts";

const packageName = "eslint-plugin-consistency";
const version = "0.1.0";
const prefix = "consistency";

type Config = TSESLint.FlatConfig.Config;

interface Plugin {
  readonly meta: { readonly name: string; readonly version: string };
  readonly rules: typeof rules;
  configs: {
    readonly recommended: Config;
    readonly strict: Config;
    readonly all: Config;
  };
}

const plugin: Plugin = {
  meta: { name: packageName, version },
  rules,
  configs: {} as Plugin["configs"],
};

plugin.configs = {
  recommended: config("recommended"),
  strict: config("strict"),
  all: config("all"),
};

function config(name: PresetName): Config {
  const entries = ruleNames.flatMap((ruleName) => {
    const report = reportOf(name, ruleName);
    return report
      ? [[`${prefix}/${ruleName}`, ["error", { report }]] as const]
      : [];
  });
  return {
    name: `${prefix}/${name}`,
    plugins: { [prefix]: plugin },
    rules: Object.fromEntries(
      entries.map(([ruleName, entry]) => [ruleName, [...entry]]),
    ),
  };
}

export default plugin;
