/** What a flow does about the cached copies of a key after, or around, a row write. */
import type { Arm } from "../analysis/effect.ts";
import type { Answer } from "../analysis/same.ts";
import { isTelling, sameForm } from "../peers/key-form.ts";
import type { KeyForm } from "../peers/key-form.ts";
import type { CachePeer, Peer, PeerArm, PeerFlow } from "../peers/peer.ts";

/** Whether the flow takes the key away, writes it anew, or leaves it; `unknown` where it may do so out of sight. */
export function caresFor(
  flow: PeerFlow,
  key: KeyForm,
  path: readonly PeerArm[],
): Answer {
  let answer: Answer = "no";
  for (const effect of flow.effects) {
    if (!canFollow(effect, path)) continue;
    const care = careOf(effect, key);
    if (care === "yes") return "yes";
    if (care === "unknown") answer = "unknown";
  }
  return answer;
}

function careOf(effect: Peer, key: KeyForm): Answer {
  if (effect.kind === "unknown") return "unknown";
  if (!isChange(effect)) return "no";
  if (effect.kind === "cache-write" && !effect.keys.some(isTelling))
    return "no";
  const answers = effect.keys.map((other) => sameForm(other, key));
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") || answers.length === 0 ? "unknown" : "no";
}

function isChange(effect: Peer): effect is CachePeer {
  return (
    effect.kind === "cache-delete" ||
    effect.kind === "cache-write" ||
    effect.kind === "cache-change"
  );
}

/** The deletes of other keys by which a flow shows that it looks after the cache. */
export function deletesIn(
  flow: PeerFlow,
  path: readonly PeerArm[],
): readonly CachePeer[] {
  return flow.effects.filter(
    (effect): effect is CachePeer =>
      effect.kind === "cache-delete" &&
      effect.keys.some(isTelling) &&
      canFollow(effect, path),
  );
}

export function armsOf(path: readonly Arm[]): readonly PeerArm[] {
  return path.map(({ branch, taken, outcome }) => ({
    branch,
    taken,
    isCaught: outcome === "caught",
  }));
}

/** Both happen in one run that goes well: no branch sends them different ways, nothing is caught in between. */
export function canFollow(effect: Peer, path: readonly PeerArm[]): boolean {
  return effect.path.every(({ branch, taken, isCaught }) => {
    const other = path.find((arm) => arm.branch === branch);
    return other ? other.taken === taken : !isCaught;
  });
}
