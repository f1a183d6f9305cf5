/**
 * What to read about each rule: a lesson of the course where there is one,
 * else the rule's own page. Paths are relative to the extension's folder.
 */
import type { RuleName } from "../rules/src/finding.ts";
import { ruleFacts, ruleNames } from "../rules/src/rules/facts.ts";

/** A page that ships with the extension, so it opens without a network. */
export interface LearningPage {
  readonly title: string;
  readonly path: string;
}

/** The page about a rule; `undefined` for a rule that is not ours. */
export function learningPage(rule: string): LearningPage | undefined {
  if (!isRuleName(rule)) return undefined;
  const { topic, lesson } = ruleFacts[rule];
  return {
    title: topic,
    path:
      lesson === undefined
        ? `rules/docs/${rule}.md`
        : `tutorial/lessons/${lesson}/lesson.md`,
  };
}

/** All rules that have a page. */
export const RULES_WITH_PAGES = ruleNames;

function isRuleName(rule: string): rule is RuleName {
  return Object.hasOwn(ruleFacts, rule);
}
