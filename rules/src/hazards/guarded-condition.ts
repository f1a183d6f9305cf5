/** What the condition of a write guards it with: a version, or the state that the row must still be in. */
import type { Value } from "../analysis/value.ts";
import { versionColumn } from "../catalog/names.ts";
import { conditionPairs } from "./condition-pairs.ts";
import type { Pair } from "./condition-pairs.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { isStateLike } from "./dependence.ts";
import { same } from "../analysis/same.ts";
import { isHole } from "./same-row.ts";
import type { RowNode } from "./same-row.ts";
import { writtenFields } from "./written-fields.ts";

export interface Guard {
  readonly kind: "version" | "state";
  readonly column: string;
}

export function guardOf(write: RowNode): Guard | undefined {
  if (write.operation !== "update" && write.operation !== "change")
    return undefined;
  const pairs = write.where ? conditionPairs(write.where) : [];
  const entity = entityName(write.entity) ?? "";
  if (!pairs.some((pair) => picksOne(pair, entity))) return undefined;
  const version = pairs.find(
    ({ column, value }) => versionColumn.test(column) && isGiven(value),
  );
  if (version) return { kind: "version", column: version.column };
  const state = pairs.find((pair) => isLeft(pair, write));
  return state && { kind: "state", column: state.column };
}

/** One row, found by its own key; another table's key finds all that belong to it. */
function picksOne({ column, value }: Pair, entity: string): boolean {
  const own = column.toLowerCase().replace(/_?(?:id|uuid)$/u, "");
  const isOwn =
    /^_?(?:id|uuid|slug|key|pk)$/iu.test(column) ||
    (own !== column.toLowerCase() && plainName(own) === plainName(entity));
  return isOwn && isHole(value);
}

function isGiven(value: Value): boolean {
  return isHole(value) || value.kind === "constant";
}

/** `where: { status: "due" }, data: { status: "sent" }`: of two runs, one finds the state it asks for. */
function isLeft({ column, value }: Pair, write: RowNode): boolean {
  if (!isStateLike(column) || !isState(value)) return false;
  const next = writtenFields(write).get(column);
  return next !== undefined && !isFailure(next) && same(value, next) !== "yes";
}

/** A named state; an operator object (`{ not: "done" }`) asks for any other, and to find none is fine. */
function isState(value: Value): boolean {
  if (value.kind === "constant") return true;
  if (value.kind === "external") return true;
  return value.kind === "member" && typeof value.property === "string";
}

/** Marking a failure is a note, not a claim. */
function isFailure(value: Value): boolean {
  const name =
    value.kind === "constant"
      ? String(value.value)
      : value.kind === "external"
        ? (value.path.at(-1) ?? "")
        : value.kind === "member" && typeof value.property === "string"
          ? value.property
          : "";
  return /fail|error|expired|stale|timed?_?out/iu.test(name);
}
