/** Which rows a cached value is made of, and which of their columns it keeps. */
import type { Effect } from "../analysis/effect.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import { isProved } from "../analysis/report-place.ts";
import { isRowOf } from "../analysis/row-of.ts";
import type { Value } from "../analysis/value.ts";
import type { HeldRow } from "./peer.ts";

type RowRead = Effect & { readonly kind: "row" };

/** The rows of a written value. */
export function rowsInValue(value: Value): readonly HeldRow[] {
  return [...sourcesOf(value)].flatMap((effect) =>
    isRead(effect) ? held(effect, keptColumns(value, effect)) : [],
  );
}

/** The rows that a read-through's loader reads: `effects` is the flow it stands in. */
export function rowsInLoader(
  loader: Value,
  effects: readonly Effect[],
): readonly HeldRow[] {
  if (loader.kind !== "function") return [];
  const { node, module } = loader;
  const isInside = ({ site, frames }: Effect) =>
    [site, ...frames].some(
      ({ file, range }) =>
        file === module.path &&
        range[0] >= node.range[0] &&
        range[1] <= node.range[1],
    );
  return effects.flatMap((effect) =>
    isRead(effect) && isInside(effect) ? held(effect, undefined) : [],
  );
}

function isRead(effect: Effect): effect is RowRead {
  return effect.kind === "row" && effect.operation === "read";
}

function held(
  read: RowRead,
  columns: readonly string[] | undefined,
): readonly HeldRow[] {
  const name = entityName(read.entity);
  if (name === undefined) return [];
  const { location, text } = siteOf(read);
  return [
    {
      entity: plainName(name),
      name,
      many: read.many || /count|sum|aggregate/iu.test(text),
      read: { location, text },
      isProved: isProved(read),
      ...(columns && { columns }),
    },
  ];
}

function siteOf({ site }: Effect) {
  const { file, range, start, end, text } = site;
  return { location: { file, range, start, end }, text };
}

/** Of `row.name` the column; of the row itself what was selected. */
function keptColumns(
  value: Value,
  read: RowRead,
): readonly string[] | undefined {
  const selected = selectedColumns(read.call);
  if (selected) return selected;
  const columns = new Set<string>();
  for (const one of stepsTo(value, read)) {
    if (one === undefined) return undefined;
    columns.add(one);
  }
  return columns.size > 0 ? [...columns] : undefined;
}

/** The properties by which the row goes into the value; undefined where it goes in whole. */
function* stepsTo(
  value: Value,
  read: RowRead,
): Generator<string | undefined, void> {
  const isRow = (part: Value) => isRowOf(part, read);
  const picked = new Set<Value>();
  const parts = [...valuesIn(value)];
  for (const part of parts)
    if (part.kind === "member" && isRow(part.object) && !isRow(part)) {
      picked.add(part);
      yield typeof part.property === "string" ? part.property : undefined;
    }
  if (picked.size === 0 || holdsBare(value, isRow, 0)) yield undefined;
}

function holdsBare(
  value: Value,
  isRow: (part: Value) => boolean,
  depth: number,
): boolean {
  if (isRow(value)) return true;
  if (value.kind === "member" && isRow(value.object)) return false;
  if (depth > 12) return true;
  return childrenOf(value).some((part) => holdsBare(part, isRow, depth + 1));
}

function childrenOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case "choice":
      return value.options;
    case "object":
      return [
        ...(value.base ? [value.base] : []),
        ...value.spreads,
        ...value.entries.values(),
      ];
    case "array":
      return [...value.items, ...value.spreads];
    case "call":
      return [value.callee, ...value.args];
    case "member":
      return [value.object];
    case "operation":
      return value.operands;
    case "template":
      return value.parts.filter((part) => typeof part !== "string");
    case "unknown":
      return value.from;
    case "result":
      return value.effect.kind === "opaque"
        ? [value.effect.callee, ...value.effect.args]
        : [];
    default:
      return [];
  }
}

/** `select: { id: true, name: true }` and `select: ["id", "name"]`. */
export function selectedColumns(call: Value): readonly string[] | undefined {
  if (call.kind !== "call") return undefined;
  for (const arg of call.args) {
    const select = arg.kind === "object" && arg.entries.get("select");
    if (!select) continue;
    if (select.kind === "object" && isFlat(select.entries))
      return [...select.entries.keys()];
    if (select.kind === "array" && select.spreads.length === 0)
      return select.items.flatMap((item) =>
        item.kind === "constant" ? [String(item.value)] : [],
      );
  }
  return undefined;
}

function isFlat(entries: ReadonlyMap<string, Value>): boolean {
  return [...entries.values()].every((entry) => entry.kind === "constant");
}
