import { at, call, exported, nothing, row, rowPart, sql } from "../build.ts";
import type { Library } from "../entry.ts";

const lockModes = {
  update: "update",
  "no key update": "update",
  share: "share",
  "key share": "share",
} as const;

/**
 * Drizzle, checked on 0.45.4.
 *
 * Facts: an empty `returning()` after `onConflictDoNothing()` is the signal of
 * a duplicate, and after a guarded update that of a lost race. `` sql`${c} + 1` ``
 * in `set` is computed by the database.
 *
 * Negative facts: `&&` between conditions drops one of them; only `and(...)`
 * joins. A transaction alone guards no read-modify-write. `$withCache` puts a
 * hidden cache before reads.
 */
export const drizzle: Library = {
  name: "drizzle",
  packages: ["drizzle-orm", "drizzle-orm/*"],
  checked: "0.30 - 0.45",
  role: "database",
  primaryMember: "$primary",
  typeNames: [
    "NodePgDatabase",
    "PostgresJsDatabase",
    "NeonHttpDatabase",
    "VercelPgDatabase",
    "PgDatabase",
    "PgTransaction",
    "MySql2Database",
    "MySqlTransaction",
    "BetterSQLite3Database",
    "LibSQLDatabase",
    "DrizzleD1Database",
    "SQLiteTransaction",
  ],
  calls: [
    row("read", ["query.*.findFirst"], {
      entity: "property",
      where: at(0, "where"),
    }),
    row("read", ["query.*.findMany"], {
      entity: "property",
      where: at(0, "where"),
      many: true,
    }),
    row("read", ["select", "selectDistinct", "selectDistinctOn"], {
      many: true,
    }),
    row("read", "$count", { entity: at(0), where: at(1), many: true }),
    row("insert", "insert", { entity: at(0) }),
    row("update", "update", { entity: at(0), unmatched: "object" }),
    row("delete", "delete", { entity: at(0), unmatched: "object" }),
    rowPart("from", { entity: at(0) }),
    rowPart(["values", "set"], { data: at(0) }),
    rowPart("where", { where: at(0) }),
    rowPart("for", { lockMode: { at: at(0), modes: lockModes } }),
    rowPart(["onConflictDoNothing", "ignore"], { conflict: "ignore" }),
    rowPart(["onConflictDoUpdate", "onDuplicateKeyUpdate"], {
      conflict: "update",
      update: at(0, "set"),
    }),
    call("transaction", {
      effect: "transaction",
      callback: at(0),
      isolation: at(1, "isolationLevel"),
    }),
    sql(["execute", "run", "all"]),
    call(["with", "$with", "$withCache"], { effect: "view" }),
    ...exported("withReplicas", { effect: "view", readsFrom: "replica" }),
    nothing(
      "innerJoin",
      "leftJoin",
      "rightJoin",
      "fullJoin",
      "orderBy",
      "groupBy",
      "having",
    ),
    nothing(
      "limit",
      "offset",
      "returning",
      "$returningId",
      "prepare",
      "$dynamic",
      "as",
      "rollback",
    ),
  ],
};
