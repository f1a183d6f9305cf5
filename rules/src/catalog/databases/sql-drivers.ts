/**
 * Drivers that are given SQL text; `sql.ts` reads it.
 *
 * Negative facts: `rowCount` of pg can be null; with mysql2 `affectedRows`
 * counts matched rows, not changed ones, unless told otherwise; a
 * `SELECT ... FOR UPDATE` outside a transaction locks nothing for longer than
 * the statement.
 */
import { at, call, nothing, sql, sqlTag, view } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const query: readonly CallEntry[] = [
  // `query({ text, values })`, and mysql's `query({ sql, values })`: the reader looks inside.
  sql(["query", "execute"]),
  view("connect", "getConnection", "promise"),
  nothing(
    "release",
    "end",
    "on",
    "beginTransaction",
    "commit",
    "rollback",
    "ping",
  ),
];

/** pg, checked on 8.23. */
export const pg: Library = {
  name: "pg",
  packages: ["pg", "pg-pool"],
  checked: "8",
  role: "database",
  typeNames: ["PoolClient"],
  calls: query,
};

/** mysql2 and mysql, checked on 3.24 and 2.18. */
export const mysql: Library = {
  name: "mysql2",
  packages: ["mysql2", "mysql2/*", "mysql", "promise-mysql"],
  checked: "2 - 3",
  role: "database",
  typeNames: ["PoolConnection"],
  calls: query,
};

/** postgres (postgres.js), checked on 3.4.9; an affected-row count is `result.count`. */
export const postgres: Library = {
  name: "postgres",
  packages: ["postgres"],
  checked: "3",
  role: "database",
  calls: [
    sqlTag("tag"),
    sql("unsafe"),
    { ...call("begin", { effect: "transaction", callback: at(0) }), args: 1 },
    call("begin", { effect: "transaction", callback: at(1), isolation: at(0) }),
    call("savepoint", { effect: "transaction", callback: at(-1) }),
    view("reserve"),
    nothing("end", "listen", "notify", "json", "array"),
  ],
};

/** Serverless Postgres clients (by hand): a tag, plus pg's pool. */
export const serverlessPostgres: Library = {
  name: "@neondatabase/serverless",
  packages: ["@neondatabase/serverless", "@vercel/postgres"],
  checked: "0.10 - 1",
  role: "database",
  typeNames: ["NeonQueryFunction", "VercelPool"],
  calls: [sqlTag("tag"), sql("()"), ...query],
};

/** @planetscale/database (by hand). */
export const planetscale: Library = {
  name: "@planetscale/database",
  packages: ["@planetscale/database"],
  checked: "1",
  role: "database",
  calls: [
    sql("execute"),
    call("transaction", { effect: "transaction", callback: at(0) }),
    view("connection"),
  ],
};

/** better-sqlite3 (by hand): synchronous, one writer; `prepare(text).run(...)`. */
export const betterSqlite: Library = {
  name: "better-sqlite3",
  packages: ["better-sqlite3", "bun:sqlite", "node:sqlite"],
  checked: "9 - 12",
  role: "database",
  calls: [
    sql(["prepare", "exec", "query"], at(0), at(1)),
    call("transaction", { effect: "transaction", callback: at(0) }),
    nothing("run", "get", "all", "iterate", "pragma", "close"),
  ],
};
