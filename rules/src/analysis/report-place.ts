/** Where a finding is marked, and how its steps name the code. */
import type { Location, Step } from "../finding.ts";
import type { Effect, Site } from "./effect.ts";

/** The call in the analysed function through which an effect happens. */
export function callSite(effect: Effect): Site {
  return effect.frames[0] ?? effect.site;
}

/** The effect's own place, without the tree. */
export function locationOf(site: Site): Location {
  return {
    file: site.file,
    range: site.range,
    start: site.start,
    end: site.end,
  };
}

/** A step at an effect, in the file where the code has it. */
export function stepAt(
  effect: Effect,
  actor: string,
  operation: string,
  target: string,
  after?: string,
): Step {
  return stepIn(locationOf(effect.site), actor, operation, target, after);
}

/** A step at a place in the code, of this file or another. */
export function stepIn(
  location: Location,
  actor: string,
  operation: string,
  target: string,
  after?: string,
): Step {
  return { ...stepElsewhere(actor, operation, target, after), location };
}

/** A step that the analysed code does not contain. */
export function stepElsewhere(
  actor: string,
  operation: string,
  target: string,
  after?: string,
): Step {
  return { actor, operation, target, ...(after !== undefined && { after }) };
}

export function isProved(...effects: readonly Effect[]): boolean {
  return effects.every((effect) => effect.evidence.by !== "name");
}
