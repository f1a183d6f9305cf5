/** A flow as its peers see it: what it does to caches and rows, as plain data. */
import { isProved, locationOf } from "../analysis/report-place.ts";
import type { Effect, Flow, Site } from "../analysis/effect.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { columnsOf, isInsert } from "../analysis/row-columns.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { mayInvalidate } from "../catalog/names.ts";
import { rowsInLoader, rowsInValue } from "./held-rows.ts";
import { keyFormsOf } from "./key-form.ts";
import type {
  CachePeer,
  Peer,
  PeerArm,
  PeerCall,
  PeerFlow,
  PeerPlace,
} from "./peer.ts";

export function digestOf(flow: Flow): PeerFlow {
  const { name, site, effects, context } = flow;
  return {
    name,
    location: locationOf(site),
    effects: effects.flatMap((effect) => peerOf(effect, effects) ?? []),
    ...(context && { delivery: context.delivery }),
  };
}

function peerOf(effect: Effect, effects: readonly Effect[]): Peer | undefined {
  switch (effect.kind) {
    case "cache-read":
    case "cache-change":
    case "cache-delete":
    case "cache-write":
    case "cache-load":
      return cachePeer(effect, effects);
    case "row":
      return rowPeer(effect);
    case "publish":
    case "cache-script":
      return { kind: "unknown", ...placeOf(effect) };
    case "opaque":
      return mayInvalidate.test(nameOf(effect))
        ? { kind: "unknown", ...placeOf(effect) }
        : undefined;
    default:
      return undefined;
  }
}

function rowPeer(effect: Effect & { readonly kind: "row" }) {
  const name = entityName(effect.entity);
  if (name === undefined) return undefined;
  const columns = columnsOf(effect);
  return {
    kind: effect.kind,
    operation: effect.operation,
    entity: plainName(name),
    name,
    isInsert: isInsert(effect),
    ...(columns && { columns }),
    ...placeOf(effect),
  };
}

/** Of a callee that leads nowhere, as the code spells it. */
function nameOf({ callee, site }: Effect & { readonly kind: "opaque" }) {
  return calleeName(callee) || (site.text.split(".").at(-1) ?? "");
}

type CacheEffect = Effect & { readonly kind: CachePeer["kind"] };

function cachePeer(effect: CacheEffect, effects: readonly Effect[]): CachePeer {
  const ttl = effect.kind === "cache-write" && secondsOf(effect.ttl);
  return {
    kind: effect.kind,
    keys: keyFormsOf(
      effect.key,
      effect.kind === "cache-delete" && effect.pattern,
    ),
    inProcess: effect.inProcess,
    holds: holdsOf(effect, effects),
    ...(typeof ttl === "number" && { ttl }),
    ...placeOf(effect),
  };
}

function holdsOf(effect: CacheEffect, effects: readonly Effect[]) {
  if (effect.kind === "cache-write") return rowsInValue(effect.value);
  if (effect.kind === "cache-load") return rowsInLoader(effect.loader, effects);
  return [];
}

function placeOf(effect: Effect): PeerPlace {
  return {
    location: locationOf(effect.site),
    text: effect.site.text,
    via: effect.frames.map(callOf),
    path: effect.path.map(({ branch, taken, outcome }): PeerArm => ({
      branch,
      taken,
      isCaught: outcome === "caught",
    })),
    isProved: isProved(effect),
  };
}

function callOf(site: Site): PeerCall {
  return { location: locationOf(site), text: site.text };
}

/** Numbers and products of numbers: `24 * 60 * 60`. */
function secondsOf(ttl: Value | undefined): number | undefined {
  if (ttl?.kind === "constant")
    return typeof ttl.value === "number" ? ttl.value : undefined;
  if (ttl?.kind !== "operation") return undefined;
  const [left, right] = ttl.operands.map(secondsOf);
  if (left === undefined || right === undefined) return undefined;
  if (ttl.operator === "*") return left * right;
  if (ttl.operator === "/") return left / right;
  return ttl.operator === "+" ? left + right : undefined;
}
