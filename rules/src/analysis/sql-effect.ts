/** The row effect of a piece of SQL text. */
import { readSql } from "../sql/read-sql.ts";
import type { SqlSource, SqlStatement } from "../sql/read-sql.ts";
import type { RowEffect } from "./effect.ts";
import { propertyOf } from "./picks.ts";
import type { CallValue, Value } from "./value.ts";
import { constant, member, object, unknown } from "./values.ts";

/** `undefined` when the text is not known, or touches no rows. */
export function sqlEffect(
  text: Value,
  parameters: Value | undefined,
  client: Value,
  library: string,
  call: CallValue,
): RowEffect | undefined {
  const query = queryOf(text, parameters);
  const statement = query && readSql(query.parts);
  if (!query || !statement) return undefined;
  const place = { client, library, call };
  if (statement.advisoryLock || isSerialized(query))
    return { ...nothingKnown, ...place, lock: "update" };
  return rowEffect(statement, (source) => valueOf(source, query), place);
}

interface Query {
  /** The pieces of text between the holes. */
  readonly parts: readonly string[];
  readonly holes: readonly Value[];
  readonly parameters: Value | undefined;
}

/** `query(text, values)`, `query({ text, values })`, `` sql`...` ``, `execute(sql`...`)`. */
function queryOf(
  text: Value,
  parameters: Value | undefined,
): Query | undefined {
  switch (text.kind) {
    case "constant":
      return typeof text.value === "string"
        ? { parts: [text.value], holes: [], parameters }
        : undefined;
    case "template":
      return { ...piecesAndHoles(text.parts), parameters };
    case "object": {
      const inner = text.entries.get("text") ?? text.entries.get("sql");
      return inner && queryOf(inner, text.entries.get("values") ?? parameters);
    }
    case "call": {
      const [first] = text.args;
      return first?.kind === "template" ||
        (first?.kind === "constant" &&
          text.node.type === "TaggedTemplateExpression")
        ? queryOf(first, undefined)
        : undefined;
    }
    default:
      return undefined;
  }
}

function piecesAndHoles(pieces: readonly (string | Value)[]): {
  readonly parts: readonly string[];
  readonly holes: readonly Value[];
} {
  const parts = [""];
  const holes: Value[] = [];
  for (const piece of pieces) {
    if (typeof piece === "string")
      parts[parts.length - 1] = `${parts.at(-1) ?? ""}${piece}`;
    else {
      holes.push(heldBy(piece));
      parts.push("");
    }
  }
  return { parts, holes };
}

/** A tag's hole is kept apart from the text around it. */
function heldBy(hole: Value): Value {
  const [only] = hole.kind === "unknown" ? hole.from : [];
  return only ?? hole;
}

function valueOf(source: SqlSource, query: Query): Value {
  switch (source.kind) {
    case "constant":
      return constant(source.value);
    case "hole":
      return query.holes[source.index] ?? unknown();
    case "placeholder":
      return parameter(query.parameters, source.index);
    case "named":
      return (
        (query.parameters && propertyOf(query.parameters, source.name)) ??
        unknown()
      );
    case "computed":
      return unknown();
  }
}

function parameter(parameters: Value | undefined, index: number): Value {
  if (!parameters) return unknown();
  return parameters.kind === "array"
    ? (parameters.items[index] ?? unknown())
    : member(parameters, String(index));
}

const isolation = /isolation\s+level\s+(?:serializable|repeatable\s+read)/iu;

/** From here on the database notices what another transaction changed. */
function isSerialized({ parts }: Query): boolean {
  return isolation.test(parts.join(" "));
}

const nothingKnown = {
  kind: "row",
  operation: "read",
  entity: unknown(),
  many: false,
  conflict: "none",
  replica: false,
} as const;

function rowEffect(
  statement: SqlStatement,
  of: (source: SqlSource) => Value,
  place: Pick<RowEffect, "client" | "library" | "call">,
): RowEffect | undefined {
  const { table } = statement;
  if (statement.operation === "other") return undefined;
  const where = columns(
    statement.where.map(({ column, source }) => [column, of(source)]),
  );
  const data = columns(written(statement.set, of));
  const update = columns(written(statement.update, of));
  return {
    ...nothingKnown,
    ...place,
    operation: operationOf(statement),
    entity:
      table === undefined
        ? unknown()
        : typeof table === "string"
          ? constant(table)
          : of(table),
    lock: statement.lock,
    conflict: statement.conflict,
    ...(where && { where }),
    ...(data && { data }),
    ...(update && { update }),
    // A result with a count in it, or the list of returned rows.
    unmatched: "object",
  };
}

/** `SET n = n + 1` is computed by the database. */
function operationOf({ operation, set }: SqlStatement): RowEffect["operation"] {
  if (operation === "other") return "read";
  return operation === "update" && set.length > 0 && set.every(({ own }) => own)
    ? "change"
    : operation;
}

function written(
  assignments: SqlStatement["set"],
  of: (source: SqlSource) => Value,
): readonly (readonly [string, Value])[] {
  return assignments
    .filter(({ own }) => !own)
    .map(({ column, source }) => [column, of(source)]);
}

function columns(
  entries: readonly (readonly [string, Value])[],
): Value | undefined {
  return entries.length > 0 ? object(new Map(entries)) : undefined;
}
