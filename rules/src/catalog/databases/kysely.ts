import { at, call, nothing, on, rest, row, rowPart, sqlTag } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * Kysely, checked on 0.28.18.
 *
 * Facts: a guarded update tells by `numUpdatedRows`, a bigint (`0n`).
 * Negative facts: the result object of an update is always truthy; `===  0`
 * never holds for a bigint. A transaction alone guards no read-modify-write.
 */
export const kysely: Library = {
  name: "kysely",
  packages: ["kysely"],
  checked: "0.26 - 0.28",
  role: "database",
  typeNames: ["Kysely", "ControlledTransaction"],
  calls: [
    row("read", "selectFrom", { entity: at(0), many: true }),
    row("insert", ["insertInto", "replaceInto"], { entity: at(0) }),
    row("update", "updateTable", { entity: at(0), unmatched: "object" }),
    row("delete", "deleteFrom", { entity: at(0), unmatched: "object" }),
    rowPart(["returning.executeTakeFirst", "returningAll.executeTakeFirst"], {
      unmatched: "null",
    }),
    rowPart(
      [
        "returning.executeTakeFirstOrThrow",
        "returningAll.executeTakeFirstOrThrow",
      ],
      { unmatched: "throws" },
    ),
    row("upsert", "mergeInto", { entity: at(0) }),
    rowPart(["where", "whereRef"], { where: rest(0) }),
    rowPart(["set", "values"], { data: at(0) }),
    rowPart(["forUpdate", "forNoKeyUpdate"], { lock: "update" }),
    rowPart(["forShare", "forKeyShare"], { lock: "share" }),
    rowPart(["ignore", "orIgnore"], { conflict: "ignore" }),
    rowPart("onDuplicateKeyUpdate", { conflict: "update", update: at(0) }),
    rowPart("doNothing", { conflict: "ignore" }),
    rowPart("doUpdateSet", { conflict: "update", update: at(0) }),
    rowPart("onConflict", { conflict: "update" }),
    // `db.transaction().execute(fn)`: the callback stands on the second link.
    { ...call("transaction", { effect: "view" }), as: "TransactionBuilder" },
    {
      ...call("execute", { effect: "transaction", callback: at(0) }),
      on: ["TransactionBuilder"],
      as: "Transaction",
    },
    on(["sql"], sqlTag("tag")),
    nothing(
      "setIsolationLevel",
      "executeTakeFirst",
      "executeTakeFirstOrThrow",
      "execute",
    ),
    nothing(
      "select",
      "selectAll",
      "innerJoin",
      "leftJoin",
      "orderBy",
      "limit",
      "offset",
    ),
    nothing(
      "groupBy",
      "returning",
      "returningAll",
      "skipLocked",
      "noWait",
      "compile",
      "as",
    ),
    call(["with", "withSchema", "withTables", "withPlugin"], {
      effect: "view",
    }),
  ],
};
