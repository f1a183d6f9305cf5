/**
 * The hidden version: writers have to say which version of a row they have
 * seen, and an answer that shows the row leaves the version out.
 */
import { chainOf } from "../analysis/chain.ts";
import type { Effect, Flow, FlowModule, Site } from "../analysis/effect.ts";
import { effectsBefore, sourcesOf } from "../analysis/order.ts";
import { callSite } from "../analysis/report-place.ts";
import type { Value } from "../analysis/value.ts";
import { versionColumn } from "../catalog/names.ts";
import { conditionPairs } from "./condition-pairs.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import type { Hazard } from "./hazard.ts";
import { hiddenVersionFinding } from "./hidden-version-report.ts";
import type { HiddenVersion } from "./hidden-version-report.ts";
import { isHole } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";
import { shownOf } from "./shown-fields.ts";
import type { ResponseNode } from "./shared-answer-report.ts";

export const hiddenVersion: Hazard = {
  rule: "require-version-in-response",
  find: (flow, file) =>
    answersIn(flow)
      .map(hiddenVersionFinding)
      .filter(({ location }) => location.file === file),
};

/** One for each call that answers. */
function answersIn(flow: Flow): readonly HiddenVersion[] {
  const found = new Map<Site["node"], HiddenVersion>();
  for (const effect of flow.effects) {
    if (effect.kind !== "response" || !effect.body) continue;
    const { node } = callSite(effect);
    const hidden = found.has(node) ? undefined : hiddenIn(effect, flow);
    if (hidden) found.set(node, hidden);
  }
  return [...found.values()];
}

function hiddenIn(
  response: ResponseNode,
  flow: Flow,
): HiddenVersion | undefined {
  const { body } = response;
  if (!body || sendsTag(response, flow)) return undefined;
  for (const row of sourcesOf(body)) {
    if (row.kind !== "row" || row.many || row.operation === "delete") continue;
    const guard = versionGuardOf(row, flow.module);
    if (guard && hidesVersion(body, row, guard.column))
      return { response, row, ...guard };
  }
  return undefined;
}

/** `ETag`, set by this call or before it. */
function sendsTag(response: ResponseNode, flow: Flow): boolean {
  return [...effectsBefore(flow.effects, response), response].some(
    (effect: Effect) =>
      effect.kind === "response" &&
      effect.headers !== undefined &&
      namesIn(effect.headers).some((name) => /^etag$/iu.test(name)),
  );
}

function namesIn(headers: Value): readonly string[] {
  return headers.kind === "object"
    ? [...headers.entries.keys(), ...headers.spreads.flatMap(namesIn)]
    : [];
}

/** A write of the file whose condition compares a version that its caller was given. */
function versionGuardOf(
  row: RowNode,
  module: FlowModule,
): Pick<HiddenVersion, "write" | "column"> | undefined {
  for (const write of module.effects()) {
    if (write.kind !== "row" || write.operation === "read" || !write.where)
      continue;
    if (sameEntity(write.entity, row.entity) !== "yes") continue;
    const pair = conditionPairs(write.where).find(
      ({ column, value }) => versionColumn.test(column) && isSentBack(value),
    );
    if (pair) return { write, column: pair.column };
  }
  return undefined;
}

/** It comes from outside; one that the server has just read itself need not be shown. */
function isSentBack(value: Value): boolean {
  return (
    isHole(value) && ![...sourcesOf(value)].some(({ kind }) => kind === "row")
  );
}

function hidesVersion(body: Value, row: RowNode, column: string): boolean {
  const shown = shownOf(body, row);
  if (shown.fields.has(column)) return false;
  if (!shown.whole) return shown.fields.size > 0;
  const selected = selectedFields(row);
  return selected !== undefined && !selected.has(column);
}

/** `select: { id: true }`, `.select({ id: users.id })`: the only fields that were read. */
function selectedFields(row: RowNode): ReadonlySet<string> | undefined {
  for (const { names, args } of chainOf(row.call).links)
    for (const arg of args) {
      if (arg.kind !== "object") continue;
      const selected =
        names.at(-1) === "select" ? arg : arg.entries.get("select");
      if (selected?.kind === "object" && selected.spreads.length === 0)
        return new Set(selected.entries.keys());
    }
  return undefined;
}
