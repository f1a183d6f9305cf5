/**
 * The missing invalidation: rows that are cached somewhere are changed, and
 * nothing takes the cached copy away. The copy is found by asking the rest of
 * the project; so is whoever takes it away.
 */
import type { Flow } from "../analysis/effect.ts";
import { callSite } from "../analysis/report-place.ts";
import { isBookkeeping } from "../analysis/row-columns.ts";
import { cacheOnlyKey } from "../catalog/names.ts";
import { isTelling, sameForm } from "../peers/key-form.ts";
import type { KeyForm } from "../peers/key-form.ts";
import type { CachePeer, HeldRow, PeerFlow, Peers } from "../peers/peer.ts";
import type { Hazard } from "./hazard.ts";
import { armsOf, caresFor, deletesIn } from "./key-care.ts";
import { missingInvalidationFinding } from "./missing-invalidation-report.ts";
import { changesCopy, rowChangeOf } from "./row-change.ts";
import type { RowChange } from "./row-change.ts";

export const missingInvalidation: Hazard = {
  rule: "require-invalidation",
  find: (flow, file) =>
    changesIn(flow, file)
      .map((change) => leftCopiesOf(change, flow))
      .filter((found) => found !== undefined)
      .map(missingInvalidationFinding),
};

/** A cached copy that a change leaves behind. */
export interface LeftCopy {
  readonly key: KeyForm;
  readonly fill: CachePeer;
  readonly row: HeldRow;
  /** Writers of the same rows that do take it away. */
  readonly invalidators: readonly CachePeer[];
}

export interface LeftCopies {
  readonly change: RowChange;
  readonly copies: readonly LeftCopy[];
  /** What the changing code deletes instead. */
  readonly deletes: readonly CachePeer[];
  readonly isComplete: boolean;
}

/** So short a time to live is a way of saying that old values are fine, in seconds. */
const shortTtl = 60;

function changesIn(flow: Flow, file: string): readonly RowChange[] {
  if (!flow.module.peers.isService) return [];
  const changes: RowChange[] = [];
  for (const effect of flow.effects) {
    const change = rowChangeOf(effect);
    if (!change || isBookkeeping(change)) continue;
    if (callSite(effect).file !== file) continue;
    changes.push(change);
  }
  return changes;
}

function leftCopiesOf(change: RowChange, flow: Flow): LeftCopies | undefined {
  const { peers } = flow.module;
  const flows = flow.module.flows();
  const own =
    peers.own()[
      flows.findIndex(
        ({ name, site }) =>
          name === flow.name && site.range[0] === flow.site.range[0],
      )
    ];
  if (!own) return undefined;
  const held = peers.holding(change.entity);
  const fills = held.effects.filter((fill) => isLasting(fill, change));
  if (fills.length === 0) return undefined;
  const callers = peers.callersOf(own);
  const others = callers.flows.filter((caller) => runs(caller, change));
  if (!isToBlame(change, own, others)) return undefined;
  const copies = keysOf(fills, change).flatMap((copy) =>
    isLeft(copy, change, own, others)
      ? withInvalidators(copy, change, peers)
      : [],
  );
  if (copies.length === 0) return undefined;
  return {
    change,
    copies,
    deletes: deletesIn(own, armsOf(change.write.path)),
    isComplete: held.isComplete && callers.isComplete,
  };
}

function isLasting(fill: CachePeer, change: RowChange): boolean {
  return (
    !fill.inProcess &&
    (fill.kind === "cache-write" || fill.kind === "cache-load") &&
    (fill.ttl === undefined || fill.ttl > shortTtl) &&
    fill.keys.some(isTelling) &&
    !fill.keys.some(({ text }) => cacheOnlyKey.test(text)) &&
    fill.holds.some((row) => changesCopy(change, row))
  );
}

type Copy = Omit<LeftCopy, "invalidators">;

/** One copy for each form of key. */
function keysOf(
  fills: readonly CachePeer[],
  change: RowChange,
): readonly Copy[] {
  const copies: Copy[] = [];
  for (const fill of fills) {
    const row = fill.holds.find((one) => changesCopy(change, one));
    if (!row) continue;
    for (const key of fill.keys.filter(isTelling))
      if (!copies.some((copy) => sameForm(copy.key, key) === "yes"))
        copies.push({ key, fill, row });
  }
  return copies;
}

/** A write of this very place, in a run of another function. */
function runs(caller: PeerFlow, { write }: RowChange): boolean {
  return writesIn(caller, write.site).length > 0;
}

function writesIn(
  flow: PeerFlow,
  site: { file: string; range: readonly [number, number] },
) {
  return flow.effects.filter(
    ({ kind, location }) =>
      kind === "row" &&
      location.file === site.file &&
      location.range[0] === site.range[0],
  );
}

/**
 * Where the delete belongs: in the function that looks after the cache for this
 * write; if none does, in the one that writes the row.
 */
function isToBlame(
  change: RowChange,
  own: PeerFlow,
  callers: readonly PeerFlow[],
): boolean {
  const path = armsOf(change.write.path);
  if (deletesIn(own, path).length > 0) return true;
  return (
    change.write.frames.length === 0 &&
    !callers.some((caller) => deletesIn(caller, []).length > 0)
  );
}

function isLeft(
  { key }: Copy,
  change: RowChange,
  own: PeerFlow,
  callers: readonly PeerFlow[],
): boolean {
  if (caresFor(own, key, armsOf(change.write.path)) !== "no") return false;
  return callers.every((caller) =>
    writesIn(caller, change.write.site).every(
      (write) => caresFor(caller, key, write.path) === "no",
    ),
  );
}

/** Undefined (none) where something that is not called by a writer deletes the key: a listener, a hook. */
function withInvalidators(
  copy: Copy,
  change: RowChange,
  peers: Peers,
): readonly LeftCopy[] {
  const { flows } = peers.ofKey(copy.key);
  const invalidators = new Map<string, CachePeer>();
  const alone: CachePeer[] = [];
  for (const flow of flows) {
    const deletes = flow.effects.filter(
      (effect): effect is CachePeer =>
        effect.kind === "cache-delete" &&
        effect.keys.some((key) => sameForm(key, copy.key) === "yes"),
    );
    const writes = flow.effects.some(
      (effect) =>
        effect.kind === "row" &&
        effect.operation !== "read" &&
        effect.entity === change.entity,
    );
    for (const one of deletes)
      if (writes) invalidators.set(placeOf(one), one);
      else if (flow.delivery !== undefined && flow.delivery !== "request")
        alone.push(one);
  }
  if (alone.some((one) => !invalidators.has(placeOf(one)))) return [];
  return [{ ...copy, invalidators: [...invalidators.values()] }];
}

function placeOf({ location }: CachePeer): string {
  return `${location.file}:${String(location.range[0])}`;
}
