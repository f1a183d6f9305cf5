/**
 * What to read about each rule: a lesson of the course where there is one,
 * else the rule's own page. Paths are relative to the extension's folder.
 */
import type { RuleName } from "../rules/src/finding.ts";

/** A page that ships with the extension, so it opens without a network. */
export interface LearningPage {
  readonly title: string;
  readonly path: string;
}

interface Topic {
  readonly title: string;
  /** Folder name below `tutorial/lessons`, once the lesson is written. */
  readonly lesson?: string;
}

const TOPICS: Readonly<Record<RuleName, Topic>> = {
  "no-cache-aside-race": {
    title: "the cache-aside race",
    lesson: "01-cache-aside-race",
  },
  "require-version-check": { title: "the lost update" },
  "require-idempotent-handler": { title: "a message that is delivered twice" },
};

/** The page about a rule; `undefined` for a rule that is not ours. */
export function learningPage(rule: string): LearningPage | undefined {
  if (!isRuleName(rule)) return undefined;
  const { title, lesson } = TOPICS[rule];
  return {
    title,
    path:
      lesson === undefined
        ? `rules/docs/${rule}.md`
        : `tutorial/lessons/${lesson}/lesson.md`,
  };
}

/** All rules that have a page. */
export const RULES_WITH_PAGES = Object.keys(TOPICS);

function isRuleName(rule: string): rule is RuleName {
  return Object.hasOwn(TOPICS, rule);
}
