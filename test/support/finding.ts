import { cacheAsideModel } from "../../rules/src/hazards/models.ts";
import type { Finding, Location, RuleName } from "../../rules/src/finding.ts";

/** A place on one line; `line` counts from 1, `column` from 0. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A small complete finding, for the tests of what renders findings. */
export function findingAt(
  place: Place & { readonly rule?: RuleName } & Partial<Finding>,
): Finding {
  const { file, line, column, ...rest } = place;
  return {
    rule: "no-cache-aside-race",
    certainty: "certain",
    message: "The cache keeps the old user. Fill under a lease.",
    location: locationAt({ file, line, column }),
    steps: [],
    model: cacheAsideModel("cache-aside-delete", [
      { op: "row.write", from: null },
      { op: "cache.delete" },
    ]),
    assumptions: [],
    fixes: [],
    ...rest,
  };
}

/** Ten characters from a place on; the offsets are not real ones. */
export function locationAt({ file, line, column }: Place): Location {
  return {
    file,
    range: [column, column + 10],
    start: { line, column },
    end: { line, column: column + 10 },
  };
}
