/** The other side of a race: who updates the row and takes the cached copy away. */
import { describe } from "../analysis/describe.ts";
import type { Effect, FlowModule } from "../analysis/effect.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { stepElsewhere } from "../analysis/report-place.ts";
import type { Step } from "../finding.ts";
import { isTelling, keyFormsOf, sameForm } from "../peers/key-form.ts";
import type { KeyForm } from "../peers/key-form.ts";
import { callIn } from "../peers/peer.ts";
import type { CachePeer, PeerFlow, RowPeer } from "../peers/peer.ts";
import type { CacheWrite } from "./cache-keys.ts";

export interface Sides {
  readonly load: Effect;
  readonly write: CacheWrite;
}

export interface Writer {
  readonly update?: RowPeer;
  /** Deletes the key, or stores the new value under it. */
  readonly ending?: CachePeer;
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
  const own = module.peers.own();
  if (!key) return { ...pairIn(own, sides, undefined), search: "file" };
  const near = pairIn(own, sides, key);
  if (
    !isWide ||
    !module.peers.hasProject ||
    near.ending ||
    sides.write.inProcess
  )
    return { ...near, search: "file" };
  const { flows, isComplete } = module.peers.ofKey(key);
  const found = pairIn(flows, sides, key);
  return {
    ...near,
    ...found,
    search: isComplete ? "project" : "unfinished",
  };
}

type Pair = Pick<Writer, "update" | "ending">;

function pairIn(
  flows: readonly PeerFlow[],
  sides: Sides,
  key: KeyForm | undefined,
): Pair {
  const pairs = flows.map((flow) => pairOf(flow, sides, key));
  const whole = pairs.find(({ update, ending }) => update && ending);
  if (whole) return whole;
  const update = pairs.find((pair) => pair.update)?.update;
  const ending = pairs.find((pair) => pair.ending)?.ending;
  return { ...(update && { update }), ...(ending && { ending }) };
}

function pairOf(flow: PeerFlow, sides: Sides, key: KeyForm | undefined): Pair {
  const update = flow.effects.find((effect) => isUpdateOf(effect, sides.load));
  const ending = flow.effects.find(
    (effect): effect is CachePeer =>
      key !== undefined &&
      (effect.kind === "cache-delete" ||
        (effect.kind === "cache-write" && update !== undefined)) &&
      effect.location.range[0] !== sides.write.site.range[0] &&
      effect.keys.some((other) => sameForm(other, key) === "yes"),
  );
  return { ...(update && { update }), ...(ending && { ending }) };
}

function isUpdateOf(
  effect: PeerFlow["effects"][number],
  load: Effect,
): effect is RowPeer {
  if (effect.kind !== "row" || load.kind !== "row") return false;
  const name = entityName(load.entity);
  return (
    effect.operation !== "read" &&
    effect.operation !== "insert" &&
    name !== undefined &&
    effect.entity === plainName(name)
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
