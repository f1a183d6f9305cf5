/** The ESLint plugin: its rules, and presets computed from their metadata. */
import type { TSESLint } from "@typescript-eslint/utils";
import type { ConsistencyRule } from "./rules/create-rule.ts";
import type { Report } from "./rules/facts.ts";
import { rules } from "./rules/index.ts";

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
  recommended: config(
    "recommended",
    (rule) => rule.meta.docs?.presets.recommended,
  ),
  strict: config("strict", (rule) => rule.meta.docs?.presets.strict),
  all: config("all", () => "possible"),
};

function config(
  name: string,
  reportOf: (rule: ConsistencyRule) => Report | undefined,
): Config {
  const entries = Object.entries(rules).flatMap(([ruleName, rule]) => {
    const report = reportOf(rule);
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
