import type { Certainty, Finding } from "../../rules/src/finding.ts";
import { isReported } from "../../rules/src/rules/presets.ts";

/** The server's settings for one document. */
export interface DocumentSettings {
  readonly enable: boolean;
  /** The least certainty that is shown: `possible` shows both kinds. */
  readonly report: Certainty;
}

/**
 * Only proved findings by default, as in the plugin's `recommended` preset: a
 * squiggle that is wrong once costs more trust than ten right ones earn.
 */
export const DEFAULT_SETTINGS: DocumentSettings = {
  enable: true,
  report: "certain",
};

/** Reads what a client sent; anything missing or strange is the default. */
export function readSettings(value: unknown): DocumentSettings {
  if (typeof value !== "object" || value === null) return DEFAULT_SETTINGS;
  const { enable, report } = value as Record<string, unknown>;
  return {
    enable: typeof enable === "boolean" ? enable : DEFAULT_SETTINGS.enable,
    report: isCertainty(report) ? report : DEFAULT_SETTINGS.report,
  };
}

/** Whether the settings let a finding be shown: `possible` is the preset `strict`. */
export function isShown(
  finding: Finding,
  { report }: DocumentSettings,
): boolean {
  return isReported(finding, report === "certain" ? "recommended" : "strict");
}

function isCertainty(value: unknown): value is Certainty {
  return value === "certain" || value === "possible";
}
