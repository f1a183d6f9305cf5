import { at, call, nothing, rest, row, rowPart, sql } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * Knex, checked on 3.3.0. `knex("users").where({ id }).update(data)`.
 *
 * Facts: `update` and `delete` resolve to the row count; `increment` is atomic.
 * Negative facts: `returning` turns the count into an array. A transaction
 * alone guards no read-modify-write.
 */
export const knex: Library = {
  name: "knex",
  packages: ["knex"],
  checked: "2 - 3",
  role: "database",
  typeNames: ["Knex", "Knex.Transaction", "Knex.QueryBuilder"],
  calls: [
    rowPart(["()", "from", "into", "table"], { entity: at(0) }),
    row("read", "first"),
    row(
      "read",
      ["select", "pluck", "count", "countDistinct", "sum", "min", "max", "avg"],
      {
        many: true,
      },
    ),
    row("insert", "insert", { data: at(0) }),
    row("insert", "batchInsert", { entity: at(0), data: at(1), many: true }),
    {
      ...row("update", "update", { data: at(0), unmatched: "zero" }),
      args: 1,
    },
    row("update", "update", { data: rest(0), unmatched: "zero" }),
    row("change", ["increment", "decrement"], { data: rest(0) }),
    row("upsert", "upsert", { data: at(0) }),
    row("delete", ["del", "delete", "truncate"], { unmatched: "zero" }),
    rowPart("returning", { unmatched: "object" }),
    rowPart(
      ["where", "andWhere", "whereIn", "orWhere", "whereNull", "whereNotNull"],
      {
        where: rest(0),
      },
    ),
    rowPart(["whereRaw", "whereNot", "whereBetween", "whereExists"], {
      where: rest(0),
    }),
    rowPart("forUpdate", { lock: "update" }),
    rowPart("forNoKeyUpdate", { lock: "update" }),
    rowPart(["forShare", "forKeyShare"], { lock: "share" }),
    rowPart("ignore", { conflict: "ignore" }),
    rowPart("merge", { conflict: "update", update: at(0) }),
    call("transaction", {
      effect: "transaction",
      callback: at(0),
      isolation: at(1, "isolationLevel"),
    }),
    sql("raw"),
    nothing(
      "onConflict",
      "skipLocked",
      "noWait",
      "join",
      "leftJoin",
      "orderBy",
    ),
    nothing(
      "limit",
      "offset",
      "groupBy",
      "having",
      "distinct",
      "as",
      "commit",
      "rollback",
    ),
    call(["transacting", "clone", "withSchema", "queryBuilder"], {
      effect: "view",
    }),
  ],
};
