/** The other side of a race: who updates the row and takes the cached copy away. */
import { describe } from "../analysis/describe.ts";
import type { Effect, FlowModule } from "../analysis/effect.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { stepElsewhere } from "../analysis/report-place.ts";
import type { Step } from "../finding.ts";
import { isBookkeeping } from "../analysis/row-columns.ts";
import { rowsInValue } from "../peers/held-rows.ts";
import { isTelling, keyFormsOf, sameForm } from "../peers/key-form.ts";
import type { KeyForm } from "../peers/key-form.ts";
import { callIn } from "../peers/peer.ts";
import type { CachePeer, Peer, PeerFlow, RowPeer } from "../peers/peer.ts";
import type { CacheWrite } from "./cache-keys.ts";
import { canFollow } from "./key-care.ts";
import { changesCopy } from "./row-change.ts";

export interface Sides {
  readonly load: Effect;
  readonly write: CacheWrite;
}

export interface Writer {
  readonly update?: RowPeer;
  /** Deletes the key, or stores the new value under it. */
  readonly ending?: CachePeer;
  /** Whether one run does both. */
  readonly isPair: boolean;
  /** Where it was looked for: nowhere but in this file, in some files, in all. */
  readonly search: "file" | "unfinished" | "project";
}

/** Of this file, or of all files that share the cache; a flow that both updates and ends comes first. */
export function writerOf(
  sides: Sides,
  module: FlowModule,
  isWide: boolean,
): Writer {
  const key = keyFormsOf(sides.write.key).find(isTelling);
  const near = pairIn(module.peers.own(), sides, key);
  if (!isWide || near.isPair || !module.peers.hasProject)
    return { ...near, search: "file" };
  if (!key) return unnamedWriterOf(sides, near);
  return farWriterOf(sides, module, key, near);
}

/** A key without words is not found in other files; a map of this one is known by itself. */
function unnamedWriterOf({ write }: Sides, near: Pair): Writer {
  const isPair = write.inProcess && near.update !== undefined;
  return { ...near, isPair, search: "unfinished" };
}

/** Asked last: it costs a search of the project. A map of the process is changed by functions of its own file. */
function farWriterOf(
  sides: Sides,
  { peers }: FlowModule,
  key: KeyForm,
  near: Pair,
): Writer {
  const { flows, isComplete } = sides.write.inProcess
    ? { flows: peers.own(), isComplete: true }
    : peers.ofKey(key);
  const search = isComplete ? "project" : "unfinished";
  const found = pairIn(flows, sides, key);
  if (found.isPair) return { ...found, search };
  const callers = flows
    .filter((flow) => endingIn(flow, sides, key, undefined))
    .slice(0, mostHelpers)
    .flatMap((flow) => peers.callersOf(flow).flows);
  const called = pairIn(callers, sides, key);
  return { ...(called.isPair ? called : { ...found, ...near }), search };
}

/** So many functions that delete the key are followed to their callers. */
const mostHelpers = 3;

type Pair = Pick<Writer, "update" | "ending" | "isPair">;

function pairIn(
  flows: readonly PeerFlow[],
  sides: Sides,
  key: KeyForm | undefined,
): Pair {
  const pairs: Pair[] = [];
  for (const flow of flows) {
    const pair = pairOf(flow, sides, key);
    if (pair.isPair) return pair;
    pairs.push(pair);
  }
  const update = pairs.find((pair) => pair.update)?.update;
  const ending = pairs.find((pair) => pair.ending)?.ending;
  return {
    ...(update && { update }),
    ...(ending && { ending }),
    isPair: false,
  };
}

function pairOf(flow: PeerFlow, sides: Sides, key: KeyForm | undefined): Pair {
  const updates = flow.effects.filter((effect) => isUpdateOf(effect, sides));
  for (const update of updates) {
    const ending = endingIn(flow, sides, key, update);
    if (ending) return { update, ending, isPair: true };
  }
  const [update] = updates;
  const ending = endingIn(flow, sides, key, undefined);
  return {
    ...(update && { update }),
    ...(ending && { ending }),
    isPair: false,
  };
}

/** Deletes the key, or stores the new value after an update. What a reader deletes before it fills is no invalidation, and what it fills after a miss no refresh. */
function endingIn(
  { effects }: PeerFlow,
  { write }: Sides,
  key: KeyForm | undefined,
  update: RowPeer | undefined,
): CachePeer | undefined {
  if (!key) return undefined;
  const isOfKey = (effect: Peer): effect is CachePeer =>
    "keys" in effect &&
    effect.inProcess === write.inProcess &&
    effect.keys.some((other) => sameForm(other, key) === "yes");
  const isFill = ({ location }: Peer) =>
    location.file === write.site.file &&
    location.range[0] === write.site.range[0];
  const updatedAt = update ? effects.indexOf(update) : effects.length;
  const fills = effects.some(isFill);
  const isAfterMiss = (index: number) =>
    effects
      .slice(updatedAt, index)
      .some((effect) => effect.kind === "cache-read" && isOfKey(effect));
  return effects.find(
    (effect, index): effect is CachePeer =>
      isOfKey(effect) &&
      ((effect.kind === "cache-delete" && (!fills || index > updatedAt)) ||
        (effect.kind === "cache-write" &&
          index > updatedAt &&
          !isAfterMiss(index))) &&
      (!update || canFollow(effect, update.path)),
  );
}

/** A change of what is cached, by more than a note of when or how often it was used. */
function isUpdateOf(
  effect: PeerFlow["effects"][number],
  { load, write }: Sides,
): effect is RowPeer {
  if (effect.kind !== "row" || load.kind !== "row") return false;
  const name = entityName(load.entity);
  if (effect.operation === "read" || name === undefined) return false;
  const entity = plainName(name);
  const copies = rowsInValue(write.value).filter(
    (row) => row.entity === entity && row.read.text === load.site.text,
  );
  const [copy] = copies;
  const isList = load.many || !load.where || (copy?.many ?? false);
  return (
    !isBookkeeping(effect) &&
    changesCopy(effect, { ...copy, entity, many: isList })
  );
}

/** The writer's two events, at their places where the project has them. */
export function writerSteps(
  { load, write }: Sides,
  { update, ending }: Writer,
): readonly Step[] {
  const row = describeTarget(load);
  const key = describe(write.key);
  return [
    update
      ? {
          actor: "writer",
          operation: `\`${callIn(update).text}\` commits its change`,
          target: row,
          location: callIn(update).location,
          after: "the database holds the new value",
        }
      : stepElsewhere(
          "writer",
          "any request that updates this row commits its change",
          row,
          "the database holds the new value",
        ),
    ending
      ? {
          actor: "writer",
          ...endingWords(ending),
          target: key,
          location: callIn(ending).location,
        }
      : stepElsewhere(
          "writer",
          "the same request deletes the key, which is not there",
          key,
          "the cache is empty",
        ),
  ];
}

function endingWords(ending: CachePeer) {
  const { text } = callIn(ending);
  return ending.kind === "cache-delete"
    ? {
        operation: `\`${text}\` deletes the key, which is not there`,
        after: "the cache is empty",
      }
    : {
        operation: `\`${text}\` stores the new value`,
        after: "the cache holds the new value",
      };
}

export function describeTarget(load: Effect): string {
  return load.kind === "row" ? describe(load.entity) : load.site.text;
}
