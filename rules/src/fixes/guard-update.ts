/** Remedies for a lost update. Each is offered only where it is mechanical. */
import type { Fix } from "../finding.ts";
import type { LostUpdate } from "../hazards/lost-update.ts";
import { atomicChange } from "./atomic-change.ts";
import { expectedState } from "./expected-state.ts";

export function updateFixes(lost: LostUpdate): readonly Fix[] {
  // Behind a helper the text to change belongs to all of its callers.
  if (lost.update.frames.length > 0) return [];
  const fix =
    lost.dependence.kind === "computed"
      ? atomicChange(lost)
      : expectedState(lost);
  return fix ? [fix] : [];
}
