/** Locks that a statement takes, wherever in it they stand. */
import type { Expr, Statement } from "pgsql-ast-parser";
import { sourceOf } from "./expression.ts";
import type { ParsableSql } from "./text.ts";
import { everyNode } from "./walk.ts";
import type { SqlNode } from "./walk.ts";
import type { AdvisoryLock, SqlSource, SqlStatement } from "./read-sql.ts";

/** The strongest row lock of the statement and its subqueries. */
export function rowLockIn(statement: Statement): SqlStatement["lock"] {
  const modes = everyNode(statement)
    .filter((node) => node["type"] === "select")
    .map((node) => typeName(node["for"]));
  if (modes.some((mode) => mode === "update" || mode === "no key update"))
    return "update";
  return modes.some((mode) => mode === "share" || mode === "key share")
    ? "share"
    : "none";
}

function typeName(node: unknown): unknown {
  return typeof node === "object" && node !== null && "type" in node
    ? node.type
    : undefined;
}

const advisoryLocks: Readonly<Record<string, Omit<AdvisoryLock, "key">>> = {
  pg_advisory_xact_lock: { until: "commit", mayFail: false },
  pg_try_advisory_xact_lock: { until: "commit", mayFail: true },
  pg_advisory_lock: { until: "release", mayFail: false },
  pg_try_advisory_lock: { until: "release", mayFail: true },
  get_lock: { until: "release", mayFail: true },
};

/** `SELECT pg_advisory_xact_lock(...)` and its kin. Shared ones exclude no reader's peer and are left out. */
export function advisoryLockIn(
  statement: Statement,
  sql: ParsableSql,
): AdvisoryLock | undefined {
  for (const node of everyNode(statement)) {
    const name = calledName(node)?.toLowerCase();
    const lock = name === undefined ? undefined : advisoryLocks[name];
    if (lock) return { ...lock, key: keyOf(node, sql) };
  }
  return undefined;
}

function calledName(node: SqlNode): string | undefined {
  if (node["type"] !== "call") return undefined;
  const called = node["function"];
  if (typeof called !== "object" || called === null || !("name" in called))
    return undefined;
  return typeof called.name === "string" ? called.name : undefined;
}

/** The first parameter inside the arguments, also through `hashtext($1)`. */
function keyOf(node: SqlNode, sql: ParsableSql): SqlSource {
  const inside = everyNode(node).find((inner) => inner["type"] === "parameter");
  const [first] = node["args"] as readonly Expr[];
  const expression = inside ? (inside as unknown as Expr) : first;
  return expression ? sourceOf(expression, sql) : { kind: "computed" };
}
