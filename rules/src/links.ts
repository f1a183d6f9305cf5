/** Where the project lives: the only place that knows its address. */
const HOME = "https://github.com/consistency-lint/consistency-lint";

/** The page that explains a rule (`rule` without the plugin's prefix). */
export function ruleDocumentationUrl(rule: string): string {
  return `${HOME}/blob/main/rules/docs/${rule}.md`;
}
