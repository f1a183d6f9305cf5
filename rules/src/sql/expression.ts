/** Conditions and values of a parsed statement. */
import type { Expr, ExprBinary } from "pgsql-ast-parser";
import type { ParsableSql } from "./text.ts";
import type { SqlComparison, SqlSource } from "./read-sql.ts";
import { everyNode } from "./walk.ts";

const computed: SqlSource = { kind: "computed" };

/** Where a value comes from, through casts and parentheses. */
export function sourceOf(
  expression: Expr,
  { sources }: ParsableSql,
): SqlSource {
  switch (expression.type) {
    case "parameter":
      return sources[Number(expression.name.slice(1)) - 1] ?? computed;
    case "string":
    case "integer":
    case "numeric":
    case "boolean":
      return { kind: "constant", value: expression.value };
    case "null":
      return { kind: "constant", value: null };
    case "cast":
      return sourceOf(expression.operand, { sources } as ParsableSql);
    default:
      return computed;
  }
}

/** Whether the value is computed from the row's own columns, so that no read before it can be stale. */
export function isOwn(expression: Expr): boolean {
  if (expression.type === "ref") return false;
  return everyNode(expression).some(
    (node) => node["type"] === "ref" && tableOf(node) !== "excluded",
  );
}

function tableOf(node: Readonly<Record<string, unknown>>): unknown {
  const table = node["table"];
  return typeof table === "object" && table !== null && "name" in table
    ? table.name
    : undefined;
}

export interface Comparisons {
  readonly comparisons: readonly SqlComparison[];
  readonly isComplete: boolean;
}

const none: Comparisons = { comparisons: [], isComplete: true };
const unreadable: Comparisons = { comparisons: [], isComplete: false };

/** The comparisons that all have to hold. */
export function comparisonsOf(
  condition: Expr | undefined,
  sql: ParsableSql,
): Comparisons {
  if (!condition) return none;
  if (condition.type === "binary" && condition.op === "AND")
    return both(
      comparisonsOf(condition.left, sql),
      comparisonsOf(condition.right, sql),
    );
  const comparison = comparisonOf(condition, sql);
  return comparison
    ? { comparisons: [comparison], isComplete: true }
    : unreadable;
}

function both(left: Comparisons, right: Comparisons): Comparisons {
  return {
    comparisons: [...left.comparisons, ...right.comparisons],
    isComplete: left.isComplete && right.isComplete,
  };
}

function comparisonOf(
  condition: Expr,
  sql: ParsableSql,
): SqlComparison | undefined {
  if (condition.type === "unary" && condition.operand.type === "ref") {
    const column = condition.operand.name;
    if (condition.op === "IS NULL")
      return { column, operator: "is null", source: nullSource };
    if (condition.op === "IS NOT NULL")
      return { column, operator: "is not null", source: nullSource };
    return undefined;
  }
  if (condition.type === "ref")
    return { column: condition.name, operator: "=", source: trueSource };
  return condition.type === "binary"
    ? binaryComparison(condition, sql)
    : undefined;
}

const nullSource: SqlSource = { kind: "constant", value: null };
const trueSource: SqlSource = { kind: "constant", value: true };

function binaryComparison(
  { left, right, op }: ExprBinary,
  sql: ParsableSql,
): SqlComparison | undefined {
  const isTurned = left.type !== "ref" && right.type === "ref";
  const [column, value] = isTurned ? [right, left] : [left, right];
  if (column.type !== "ref" || op === "OR") return undefined;
  if (op === "=" && value.type === "call" && value.function.name === "any") {
    const [list] = value.args;
    return {
      column: column.name,
      operator: "in",
      source: list ? sourceOf(list, sql) : computed,
    };
  }
  if (op === "IN")
    return {
      column: column.name,
      operator: "in",
      source: sourceOfList(value, sql),
    };
  return {
    column: column.name,
    operator: op === "=" ? "=" : "other",
    source: sourceOf(value, sql),
  };
}

/** Of `IN ($1)` the one element; longer lists are no single source. */
function sourceOfList(list: Expr, sql: ParsableSql): SqlSource {
  if (list.type !== "list") return sourceOf(list, sql);
  const [only, ...others] = list.expressions;
  return only && others.length === 0 ? sourceOf(only, sql) : computed;
}
