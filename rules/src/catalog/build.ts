/** Short forms that keep the tables readable. They only build plain data. */
import type {
  CallEntry,
  Contribution,
  Mark,
  Pick,
  RowOperation,
  TtlPick,
} from "./entry.ts";

/** The argument at a position, or a (dotted) property of it. */
export function at(arg: number, property?: string): Pick {
  return property === undefined ? { arg } : { arg, property };
}

/** The argument at a position and all after it. */
export function rest(arg: number): Pick {
  return { arg, rest: true };
}

/** One entry: the link's path and what it contributes. */
export function call(path: CallEntry["path"], gives: Contribution): CallEntry {
  return { path, gives };
}

/** The same entry, for receivers of the named types only. */
export function on(types: readonly string[], entry: CallEntry): CallEntry {
  return { ...entry, on: types };
}

/** The same entry, for a row that the library has read or built. */
export function onRow(entry: CallEntry): CallEntry {
  return { ...entry, onRow: true };
}

/** A function that the package exports: called by its name, or as a member of the package. */
export function exported(
  name: string,
  gives: Contribution,
): readonly CallEntry[] {
  return [on([name], call("()", gives)), call(name, gives)];
}

/** Construction of one of the named classes of the package. */
export function made(
  classes: readonly string[],
  gives: Contribution,
): CallEntry {
  return on(classes, call("new", gives));
}

/** Links that change and read nothing that matters. */
export function nothing(...paths: readonly string[]): CallEntry {
  return call(paths, { effect: "none" });
}

/** Links that give another view of the same client. */
export function view(...paths: readonly string[]): CallEntry {
  return call(paths, { effect: "view" });
}

type Row = Extract<Contribution, { effect: "row" }>;

/** A link that contributes to a row effect, with its operation. */
export function row(
  operation: RowOperation,
  path: CallEntry["path"],
  parts: Omit<Row, "effect" | "operation"> = {},
): CallEntry {
  return call(path, { effect: "row", operation, ...parts });
}

/** A link that adds a part (condition, data, lock...) to a row effect. */
export function rowPart(
  path: CallEntry["path"],
  parts: Omit<Row, "effect">,
): CallEntry {
  return call(path, { effect: "row", ...parts });
}

/** A link that says something of an HTTP answer. */
export function response(
  path: CallEntry["path"],
  parts: Omit<Extract<Contribution, { effect: "response" }>, "effect">,
): CallEntry {
  return call(path, { effect: "response", ...parts });
}

/** A link that is given SQL text. */
export function sql(
  path: CallEntry["path"],
  text: Pick = at(0),
  parameters: Pick = at(1),
): CallEntry {
  return call(path, { effect: "sql", text, parameters });
}

/** A tagged template of SQL: the holes are the parameters. */
export function sqlTag(path: CallEntry["path"]): CallEntry {
  return call(path, { effect: "sql", text: at(0), parameters: rest(1) });
}

export function seconds(pick: Pick): TtlPick {
  return { at: pick, unit: "seconds" };
}

export function milliseconds(pick: Pick): TtlPick {
  return { at: pick, unit: "milliseconds" };
}

/** A literal word among the arguments from a position on. */
export function word(text: string, from: number): Mark {
  return { word: text, from };
}

/** An option that is present, or that equals a constant. */
export function option(arg: number, property: string, equals?: string): Mark {
  const mark = { option: at(arg, property) };
  return equals === undefined ? mark : { ...mark, equals };
}
