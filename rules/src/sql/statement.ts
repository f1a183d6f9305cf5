/** A parsed statement as plain facts. */
import type {
  Expr,
  InsertStatement,
  OnConflictAction,
  SelectFromStatement,
  SelectStatement,
  SetStatement,
  Statement,
  UpdateStatement,
  DeleteStatement,
} from "pgsql-ast-parser";
import { comparisonsOf, isOwn, sourceOf } from "./expression.ts";
import { advisoryLockIn, rowLockIn } from "./locks.ts";
import { sourceOfIdentifier, wholeRow } from "./text.ts";
import type { ParsableSql } from "./text.ts";
import type { SqlAssignment, SqlStatement } from "./read-sql.ts";

/** Reads the statement itself, or the first one of a WITH that changes rows. */
export function readStatement(
  statement: Statement,
  sql: ParsableSql,
): SqlStatement {
  const main = mainOf(statement);
  const advisoryLock = advisoryLockIn(statement, sql);
  return {
    ...nothing,
    lock: rowLockIn(statement),
    ...factsOf(main, sql),
    ...(advisoryLock && { advisoryLock }),
  };
}

const nothing: SqlStatement = {
  operation: "other",
  where: [],
  whereIsComplete: true,
  set: [],
  update: [],
  updateIsConditional: false,
  lock: "none",
  conflict: "none",
  returning: false,
  partial: false,
};

function mainOf(statement: Statement): Statement {
  if (statement.type === "with") {
    const inner = [
      ...statement.bind.map((bind) => bind.statement),
      statement.in,
    ];
    return mainOf(inner.find(({ type }) => changing.has(type)) ?? statement.in);
  }
  if (statement.type === "with recursive") return mainOf(statement.in);
  if (statement.type === "union" || statement.type === "union all")
    return mainOf(statement.left);
  return statement;
}

const changing: ReadonlySet<string> = new Set(["insert", "update", "delete"]);

function factsOf(
  statement: Statement,
  sql: ParsableSql,
): Partial<SqlStatement> {
  switch (statement.type) {
    case "select":
      return readFacts(statement, sql);
    case "insert":
      return insertFacts(statement, sql);
    case "update":
      return sql.isInsertWithSet
        ? insertWithSetFacts(statement, sql)
        : updateFacts(statement, sql);
    case "delete":
      return deleteFacts(statement, sql);
    default:
      return {};
  }
}

function readFacts(
  statement: SelectFromStatement,
  sql: ParsableSql,
): Partial<SqlStatement> {
  return {
    operation: "read",
    ...tableOf(firstTable(statement), sql),
    ...whereFacts(statement.where, sql),
  };
}

/** The first table of FROM, also inside a subquery there. */
function firstTable(statement: SelectStatement): string | undefined {
  if (statement.type !== "select") return undefined;
  const [from] = statement.from ?? [];
  if (from?.type === "table") return from.name.name;
  return from?.type === "statement" ? firstTable(from.statement) : undefined;
}

function updateFacts(
  statement: UpdateStatement,
  sql: ParsableSql,
): Partial<SqlStatement> {
  return {
    operation: "update",
    ...tableOf(statement.table.name, sql),
    ...whereFacts(statement.where, sql),
    set: assignments(statement.sets, sql),
    returning: Boolean(statement.returning),
  };
}

function insertWithSetFacts(
  statement: UpdateStatement,
  sql: ParsableSql,
): Partial<SqlStatement> {
  return {
    operation: sql.conflict === "update" ? "upsert" : "insert",
    ...tableOf(statement.table.name, sql),
    set: assignments(statement.sets, sql),
    conflict: sql.conflict,
  };
}

function deleteFacts(
  statement: DeleteStatement,
  sql: ParsableSql,
): Partial<SqlStatement> {
  return {
    operation: "delete",
    ...tableOf(statement.from.name, sql),
    ...whereFacts(statement.where, sql),
    returning: Boolean(statement.returning),
  };
}

function insertFacts(
  statement: InsertStatement,
  sql: ParsableSql,
): Partial<SqlStatement> {
  const conflict = conflictOf(statement.onConflict, sql);
  return {
    operation: conflict === "update" ? "upsert" : "insert",
    ...tableOf(statement.into.name, sql),
    set: insertedValues(statement, sql),
    ...updateOfConflict(statement.onConflict, sql),
    conflict,
    returning: Boolean(statement.returning),
  };
}

function conflictOf(
  action: OnConflictAction | null | undefined,
  sql: ParsableSql,
): SqlStatement["conflict"] {
  if (!action) return sql.conflict;
  return action.do === "do nothing" ? "ignore" : "update";
}

function updateOfConflict(
  action: OnConflictAction | null | undefined,
  sql: ParsableSql,
): Partial<SqlStatement> {
  if (!action || action.do === "do nothing") return {};
  return {
    update: assignments(action.do.sets, sql),
    updateIsConditional: Boolean(action.where),
  };
}

/** The first row of VALUES, or the result columns of INSERT ... SELECT. */
function insertedValues(
  statement: InsertStatement,
  sql: ParsableSql,
): readonly SqlAssignment[] {
  const values = rowOf(statement.insert);
  return (statement.columns ?? []).map(({ name }, index) => {
    const value = values[index];
    return {
      column: columnName(name),
      source: value ? sourceOf(value, sql) : { kind: "computed" },
      own: false,
    };
  });
}

function rowOf(insert: SelectStatement): readonly Expr[] {
  if (insert.type === "values") return insert.values[0] ?? [];
  return insert.type === "select"
    ? (insert.columns ?? []).map(({ expr }) => expr)
    : [];
}

function assignments(
  sets: readonly SetStatement[],
  sql: ParsableSql,
): readonly SqlAssignment[] {
  return sets.map(({ column, value }) => ({
    column: columnName(column.name),
    source: sourceOf(value, sql),
    own: isOwn(value),
  }));
}

/** A hole in a list of columns stands for all of them. */
function columnName(name: string): string {
  return name === wholeRow || sourceOfIdentifier(name) !== undefined
    ? "*"
    : name;
}

function tableOf(
  name: string | undefined,
  sql: ParsableSql,
): Pick<SqlStatement, "table"> {
  if (name === undefined) return {};
  const source = sourceOfIdentifier(name);
  const table = source === undefined ? name : sql.sources[source];
  return table === undefined ? {} : { table };
}

function whereFacts(
  where: Expr | null | undefined,
  sql: ParsableSql,
): Partial<SqlStatement> {
  const { comparisons, isComplete } = comparisonsOf(where ?? undefined, sql);
  return {
    where: comparisons,
    whereIsComplete: isComplete && sql.droppedHoles === 0,
  };
}
