/** A random sample that anyone draws again: stratified by rule and certainty. */
import { shortHash, type Sampled, type SweptFinding } from "./records.ts";
import { strataOf } from "./strata.ts";

export interface SampleOptions {
  readonly size: number;
  /** At least as many of each rule and certainty, where there are as many. */
  readonly least: number;
  readonly seed: string;
}

/**
 * Within a stratum the findings stand in the order of a hash of seed and id,
 * which is as good as random; the first ones are taken. So a sample stays the
 * same whatever order the findings came in.
 */
export function drawSample(
  findings: readonly SweptFinding[],
  { size, least, seed }: SampleOptions,
): readonly Sampled[] {
  const strata = strataOf(
    findings,
    ({ rule, certainty }) => `${rule} ${certainty}`,
  );
  return strata.flatMap(([, members]) => {
    const population = members.length;
    const share = Math.round((size * population) / findings.length);
    return inRandomOrder(members, seed)
      .slice(0, Math.max(least, share))
      .map((finding) => ({ ...finding, population }));
  });
}

function inRandomOrder(
  findings: readonly SweptFinding[],
  seed: string,
): readonly SweptFinding[] {
  return findings
    .map((finding) => ({ finding, rank: shortHash(seed, finding.id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ finding }) => finding);
}
