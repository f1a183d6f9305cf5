/**
 * The blind overwrite: a request's fields replace what is stored, whatever was
 * stored meanwhile. Nothing was read and nothing is compared, so the later of
 * two editors erases the earlier one without seeing it.
 */
import type { Flow, Site } from "../analysis/effect.ts";
import { effectsAfter, effectsBefore } from "../analysis/order.ts";
import { callSite } from "../analysis/report-place.ts";
import { same } from "../analysis/same.ts";
import type { Value } from "../analysis/value.ts";
import { countedField, ownRecord } from "../catalog/request-names.ts";
import { blindOverwriteFinding } from "./blind-overwrite-report.ts";
import { lastNameOf } from "./call-names.ts";
import { conditionPairs } from "./condition-pairs.ts";
import { decidedBy } from "./decided-by.ts";
import { computedFrom, isStateLike } from "./dependence.ts";
import { entityName } from "../analysis/entity-name.ts";
import type { Hazard } from "./hazard.ts";
import { saysWhoAsks } from "./identity.ts";
import { overwriteOf, wholesOf } from "./overwritten-fields.ts";
import type { Overwrite } from "./overwritten-fields.ts";
import { hasPrecondition, requestOrigin } from "./request-origin.ts";
import { isHole, isSameRow } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";
import { isUpdateName, updateHandlerOf } from "./update-handler.ts";
import type { UpdateHandler } from "./update-handler.ts";
import { namesIn, versionWords } from "./update-guards.ts";

export interface BlindOverwrite {
  readonly write: RowNode;
  readonly overwrite: Overwrite;
  readonly handler: UpdateHandler;
}

export const blindOverwrite: Hazard = {
  rule: "no-blind-overwrite",
  find: (flow, file) =>
    overwritesIn(flow, file)
      .map(blindOverwriteFinding)
      .filter(({ location }) => location.file === file),
};

/** One for each call that writes. */
function overwritesIn(flow: Flow, file: string): readonly BlindOverwrite[] {
  const found = new Map<Site["node"], BlindOverwrite>();
  for (const effect of flow.effects) {
    if (effect.kind !== "row" || effect.frames.length > maxFrames) continue;
    const { node } = callSite(effect);
    if (found.has(node)) continue;
    const blind = blindOverwriteOf(effect, flow);
    if (blind && !isReportedThere(blind, file)) found.set(node, blind);
  }
  return [...found.values()];
}

/** Writes farther from the handler than this are seldom its own. */
const maxFrames = 3;

function blindOverwriteOf(
  write: RowNode,
  flow: Flow,
): BlindOverwrite | undefined {
  if (write.operation !== "update" && write.operation !== "save")
    return undefined;
  const overwrite = overwriteOf(write);
  if (!overwrite || !isWorthAConflict(overwrite)) return undefined;
  const handler = updateHandlerOf(flow, write, overwrite.origin);
  if (!handler || (!handler.proved && isInternal(overwrite, write)))
    return undefined;
  if (!picksOneRow(write, flow) || isCompared(write) || isOwnRecord(write))
    return undefined;
  return dependsOnRead(write, flow) ? undefined : { write, overwrite, handler };
}

/** One field alone is worth a conflict if it counts something or says where the row is in its life. */
function isWorthAConflict({ fields, whole }: Overwrite): boolean {
  if (whole || fields.length > 1) return true;
  return fields.some((field) => countedField.test(field) || isStateLike(field));
}

/** A function by name alone, given an object whose fields it does not name, may be anybody's. */
function isInternal({ origin, fields }: Overwrite, write: RowNode): boolean {
  return origin === "argument" && (fields.length < 2 || write.many);
}

/** The row is found by a key; a new row is nobody's. */
function picksOneRow(write: RowNode, flow: Flow): boolean {
  if (write.where)
    return conditionPairs(write.where).some(({ value }) => isHole(value));
  return effectsBefore(flow.effects, write).some(
    (read) =>
      read.kind === "row" &&
      read.operation === "read" &&
      isSameRow(read, write) === "yes",
  );
}

/** The condition compares a version or a state, or the sender's version was looked at before. */
function isCompared(write: RowNode): boolean {
  if (hasPrecondition(write)) return true;
  if (!write.where) return false;
  return [...namesIn(write.where)].some(
    (name) => versionWords.test(name) || isStateLike(name),
  );
}

/** What one person alone changes: `where: { id: session.user.id }` of their own record. */
function isOwnRecord({ where, entity }: RowNode): boolean {
  if (!where || !ownRecord.test(entityName(entity) ?? "")) return false;
  return conditionPairs(where).every(({ value }) => saysWhoAsks(value));
}

/** What is computed from a read, or decided by one, is a lost update: another rule's. */
function dependsOnRead(write: RowNode, flow: Flow): boolean {
  const after = effectsAfter(flow.effects, write);
  return effectsBefore(flow.effects, write).some(
    (read) =>
      read.kind === "row" &&
      read.operation === "read" &&
      isSameRow(read, write) !== "no" &&
      (computedFrom(write, read) ??
        decidedBy(write, read, after, flow.module)) !== undefined,
  );
}

/**
 * A function of another file is reported where it stands if it is the handler
 * itself, or if it is given one object and names that object's fields.
 */
function isReportedThere({ write }: BlindOverwrite, file: string): boolean {
  const sites = [...write.frames, write.site];
  const away = sites.findIndex((site) => site.file !== file);
  const call = sites[away - 1];
  if (!call) return false;
  if (!call.args || call.args.some(isWholeRequest)) return true;
  if (!isUpdateName(lastNameOf(call.text))) return false;
  const given = call.args.filter((arg) => requestOrigin(arg));
  const [only] = given;
  return (
    only !== undefined &&
    given.length === 1 &&
    ![...wholesOf(write.data), ...(write.data ? [write.data] : [])].some(
      (whole) => same(whole, only) === "yes",
    )
  );
}

function isWholeRequest(arg: Value): boolean {
  return arg.kind === "parameter" && /^(?:req|request|c|ctx)$/u.test(arg.name);
}
