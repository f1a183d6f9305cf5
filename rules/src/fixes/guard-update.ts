/** Remedies for a lost update. */
import type { Fix } from "../finding.ts";
import type { LostUpdate } from "../hazards/lost-update.ts";

export function updateFixes(_update: LostUpdate): readonly Fix[] {
  return [];
}
