/** The ESLint rules, made of the table of rules. */
import type { RuleName } from "../finding.ts";
import { createRule } from "./create-rule.ts";
import type { ConsistencyRule } from "./create-rule.ts";
import { ruleFacts, ruleNames } from "./facts.ts";

export const rules = Object.fromEntries(
  ruleNames.map((name) => [name, createRule(name, ruleFacts[name])]),
) as Readonly<Record<RuleName, ConsistencyRule>>;
