import { distance } from "fastest-levenshtein";

/**
 * The known name that `name` was most likely meant to be, ignoring case;
 * undefined when none is close (more than a third of its letters differ).
 */
function nearestName(
  name: string,
  known: Iterable<string>,
): string | undefined {
  let best: string | undefined;
  let least = 1 + Math.max(1, Math.ceil(name.length / 3));
  for (const candidate of known) {
    const difference = differenceOf(name, candidate);
    if (difference < least) [best, least] = [candidate, difference];
  }
  return best;
}

/** The end of an error sentence: ` Did you mean "x"?`, or the whole list when none is close. */
export function suggestionFor(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return ` Did you mean "${nearest}"?`;
  return known.length === 0 ? "" : ` Known names: ${known.join(", ")}.`;
}

function differenceOf(a: string, b: string): number {
  return distance(a.toLowerCase(), b.toLowerCase());
}
