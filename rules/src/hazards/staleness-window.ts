/**
 * The unnamed window: a bare number says how long old data may be shown, or
 * how long a writer is kept off the replicas. Nobody can tell what it was
 * measured from, or find it when the lag grows.
 */
import type { Effect, Flow, Site } from "../analysis/effect.ts";
import { literalArgument } from "../analysis/literal-argument.ts";
import { effectsAfter, sourcesOf } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import { numberOf, piecesOf } from "../analysis/values.ts";
import { cacheOnlyKey, pause, recentWriteKey } from "../catalog/names.ts";
import type { Hazard } from "./hazard.ts";
import { replicaOf } from "./replica.ts";
import { windowFinding } from "./staleness-window-report.ts";
import type { Window } from "./staleness-window-report.ts";
import type { CacheWrite } from "./cache-keys.ts";

export const stalenessWindow: Hazard = {
  rule: "no-hardcoded-staleness-window",
  find: (flow, file) =>
    windowsIn(flow)
      .map(windowFinding)
      .filter(({ location }) => location.file === file),
};

/** One for each call that is given the number. */
function windowsIn(flow: Flow): readonly Window[] {
  const found = new Map<Site["node"], Window>();
  for (const effect of flow.effects) {
    const window = windowOf(effect, flow);
    if (window && !found.has(window.site.node))
      found.set(window.site.node, window);
  }
  return [...found.values()];
}

function windowOf(effect: Effect, flow: Flow): Window | undefined {
  if (effect.kind === "cache-write") return cacheWindow(effect);
  if (effect.kind !== "opaque" || !pause.test(calleeName(effect.callee)))
    return undefined;
  const read = effectsAfter(flow.effects, effect).find(
    (after) => after.kind === "row" && replicaOf(after),
  );
  const number = literalArgument(effect.site.node, (one) => one > 0);
  return read && number !== undefined
    ? { kind: "wait", effect, other: read, site: effect.site, number }
    : undefined;
}

function cacheWindow(write: CacheWrite): Window | undefined {
  // What is stored only where nothing is stored is a claim, not a copy.
  if (write.condition === "absent") return undefined;
  const seconds = write.ttl && numberOf(write.ttl);
  const place = seconds === undefined ? undefined : placeOf(write, seconds);
  if (!place) return undefined;
  const words = piecesOf(write.key).filter(
    (piece) => typeof piece === "string",
  );
  if (words.some((word) => recentWriteKey.test(word)))
    return { kind: "marker", effect: write, ...place };
  if (words.some((word) => cacheOnlyKey.test(word))) return undefined;
  const row = [...sourcesOf(write.value)].find(
    (source) => source.kind === "row" && source.operation === "read",
  );
  return row && { kind: "expiry", effect: write, other: row, ...place };
}

/** The call, of those that lead to the write, whose author wrote the number. */
function placeOf(
  write: CacheWrite,
  seconds: number,
): Pick<Window, "site" | "number"> | undefined {
  for (const site of [write.site, ...[...write.frames].reverse()]) {
    const number = literalArgument(
      site.node,
      (one) => one === seconds || one === seconds * 1000,
    );
    if (number !== undefined) return { site, number };
  }
  return undefined;
}
