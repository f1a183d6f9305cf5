/** What each preset reports, computed from the table of rules: one answer for plugin, command and editor. */
import type { Finding, RuleName } from "../finding.ts";
import { ruleFacts } from "./facts.ts";
import type { Report } from "./facts.ts";

export const presetNames = ["recommended", "strict", "all"] as const;
export type PresetName = (typeof presetNames)[number];

/** How sure a rule's findings must be under a preset; undefined where the rule is off. */
export function reportOf(
  preset: PresetName,
  rule: RuleName,
): Report | undefined {
  return preset === "all" ? "possible" : ruleFacts[rule].presets[preset];
}

/** Whether a preset shows the finding. */
export function isReported(
  { rule, certainty }: Finding,
  preset: PresetName,
): boolean {
  const report = reportOf(preset, rule);
  return report === "possible" || report === certainty;
}
