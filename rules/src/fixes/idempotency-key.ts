/** Remedies for a repeated effect: a key made of the message. */
import type { Fix } from "../finding.ts";
import type { Redelivery } from "../hazards/redelivery.ts";

export function idempotencyKeyFixes(_found: Redelivery): readonly Fix[] {
  return [];
}
