/** What the rules made of an effect: reported, or the main reason why not. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { derivesFrom, effectsBefore, sourcesOf } from "../analysis/order.ts";
import type { Finding } from "../finding.ts";
import { keysMatch, sameStore } from "../hazards/cache-keys.ts";
import type { CacheRead, CacheWrite } from "../hazards/cache-keys.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import { loadFor } from "../hazards/race-load.ts";
import { isRecognisedBefore } from "../hazards/redelivery-guards.ts";
import { repeatOf } from "../hazards/repeated-effects.ts";
import type { RowNode } from "../hazards/same-row.ts";
import type { RuleVerdict } from "./explanation.ts";

/** `findings` are those of the file, with what comments turn off. */
export function verdictsOn(
  effect: Effect,
  flow: Flow,
  findings: readonly Finding[],
): readonly RuleVerdict[] {
  const reports = findings.filter((finding) => marks(finding, effect));
  const silent = [
    race(effect, flow),
    lost(effect, flow),
    repeated(effect, flow),
  ];
  const reported = new Set<string>(reports.map(({ rule }) => rule));
  return [
    ...reports.map(({ rule, certainty }) => ({
      rule,
      reports: true,
      reason: `It reports this line; it is ${certainty}.`,
    })),
    ...silent.filter(
      (verdict) => verdict !== undefined && !reported.has(verdict.rule),
    ),
  ].filter((verdict) => verdict !== undefined);
}

function marks({ location }: Finding, { site, frames }: Effect): boolean {
  return [site, ...frames].some(
    ({ file, range }) =>
      file === location.file &&
      range[0] === location.range[0] &&
      range[1] === location.range[1],
  );
}

function silence(rule: string, reason: string): RuleVerdict {
  return { rule, reports: false, reason };
}

function race(effect: Effect, flow: Flow): RuleVerdict | undefined {
  if (effect.kind !== "cache-write") return undefined;
  return silence("no-cache-aside-race", reasonOfNoRace(effect, flow));
}

function reasonOfNoRace(write: CacheWrite, flow: Flow): string {
  if (write.condition === "compare")
    return "It writes only if a comparison holds.";
  const before = effectsBefore(flow.effects, write);
  const reads = before.filter(
    (other): other is CacheRead => other.kind === "cache-read",
  );
  const [last] = reads.slice(-1);
  if (!last) return "No read of a cache comes before it in this function.";
  const sameCache = reads.filter(
    (read) => sameStore(read.store, write.store) !== "no",
  );
  if (sameCache.length === 0)
    return "The reads before it are of another cache.";
  const matching = sameCache.filter((read) => keysMatch(read, write) !== "no");
  if (matching.length === 0)
    return "No read before it has its key: the keys are different.";
  const sources = sourcesOf(write.value);
  if (!matching.some((read) => loadFor(write, read, before, sources)))
    return "What it stores was not seen to come from a load between the read and this write.";
  if (matching.every((read) => keysMatch(read, write) !== "yes"))
    return "It is not proved that the read before it has the same key.";
  return write.condition === "absent"
    ? "It writes only if the key is absent, and no delete of the key was seen in this file."
    : "It was looked at and excused: a generation in the key, a value that lives in the cache alone, a map of one call, or a callee that reports it itself.";
}

const rewriting: ReadonlySet<string> = new Set(["update", "save", "upsert"]);

function lost(effect: Effect, flow: Flow): RuleVerdict | undefined {
  if (effect.kind !== "row") return undefined;
  if (effect.operation === "change")
    return silence(
      "require-version-check",
      "The database computes the change itself, so that no update is lost.",
    );
  return rewriting.has(effect.operation)
    ? silence("require-version-check", reasonOfNoLoss(effect, flow))
    : undefined;
}

function reasonOfNoLoss(update: RowNode, flow: Flow): string {
  const reads = effectsBefore(flow.effects, update).filter(
    (other): other is RowNode =>
      other.kind === "row" && other.operation === "read",
  );
  const same = reads.filter(
    ({ entity }) => sameEntity(entity, update.entity) !== "no",
  );
  if (same.length === 0)
    return "No read of the same table comes before it in this function.";
  const written = [update.data, update.update].filter(
    (value) => value !== undefined,
  );
  const uses = (read: RowNode) =>
    written.some((value) => derivesFrom(value, read)) ||
    update.path.some(
      ({ test }) => test && derivesFrom(test, read, { tests: true }),
    );
  if (!same.some(uses))
    return "What it writes neither comes from a read before it nor is decided by one.";
  if (same.some(({ lock }) => lock === "update"))
    return "The row was read under a lock for update.";
  return "It was looked at and excused: its condition compares what was read, a lock or isolation guards it, it is not proved to be the same row, or a callee reports it itself.";
}

const delivered: ReadonlySet<string> = new Set([
  "consumer",
  "webhook",
  "job",
  "cron",
  "retried-step",
]);

function repeated(effect: Effect, flow: Flow): RuleVerdict | undefined {
  if (!addsUp(effect)) return undefined;
  const rule = "require-idempotent-handler";
  if (!flow.context)
    return silence(
      rule,
      "Nothing that was seen runs this function again for one message: no consumer, webhook, job or schedule.",
    );
  if (!delivered.has(flow.context.delivery))
    return silence(
      rule,
      `A ${flow.context.delivery} is not delivered again by itself.`,
    );
  if (!repeatOf(effect, flow))
    return silence(
      rule,
      "Done twice it adds nothing up, or it carries a key that makes it one.",
    );
  return silence(
    rule,
    isRecognisedBefore(effect, effectsBefore(flow.effects, effect), flow)
      ? "Something before it recognises a second delivery."
      : "It was looked at and excused: too deep below the handler, or reported elsewhere.",
  );
}

function addsUp(effect: Effect): boolean {
  if (effect.kind === "row")
    return effect.operation !== "read" && effect.operation !== "delete";
  return (
    effect.kind === "publish" ||
    effect.kind === "mail" ||
    (effect.kind === "remote" && effect.write)
  );
}
