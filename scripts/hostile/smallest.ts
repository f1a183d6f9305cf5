/** The smallest text that still fails, by leaving out ever smaller pieces. */
export function smallest(
  text: string,
  fails: (text: string) => boolean,
): string {
  let best = text;
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1;
    size = Math.floor(size / 2)
  )
    best = withoutPieces(best, size, fails);
  return best;
}

function withoutPieces(
  text: string,
  size: number,
  fails: (text: string) => boolean,
): string {
  let best = text;
  for (let at = 0; at < best.length;) {
    const shorter = best.slice(0, at) + best.slice(at + size);
    if (fails(shorter)) best = shorter;
    else at += size;
  }
  return best;
}
