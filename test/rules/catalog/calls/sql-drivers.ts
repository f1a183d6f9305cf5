/* eslint-disable @typescript-eslint/no-confusing-void-expression -- The calls are type-checked, never run. */
import type { Connection, Pool as MysqlPool } from "mysql2";
import type { Pool, PoolClient } from "pg";
import type { Sql } from "postgres";

export function pg(pool: Pool, client: PoolClient): unknown[] {
  return [
    pool.query("SELECT $1", [1]),
    client.query({ text: "SELECT $1", values: [1] }),
    pool.connect(),
    client.release(),
    pool.end(),
    pool.on("error", () => undefined),
  ];
}

export async function mysql(
  db: Connection,
  callbacks: MysqlPool,
): Promise<unknown[]> {
  const pool = callbacks.promise();
  const connection = await pool.getConnection();
  connection.release();
  return [
    pool.query("SELECT ?", [1]),
    pool.execute("SELECT ?", [1]),
    connection.beginTransaction(),
    connection.commit(),
    connection.rollback(),
    connection.ping(),
    pool.end(),
    db.on("error", () => undefined),
    db.connect(),
  ];
}

export function postgres(sql: Sql): unknown[] {
  return [
    sql`SELECT ${1}`,
    sql.unsafe("SELECT $1", [1]),
    sql.begin((tx) => tx`SELECT 1`),
    sql.begin("isolation level serializable", (tx) =>
      tx.savepoint((inner) => inner`SELECT 1`),
    ),
    sql.reserve(),
    sql.end(),
    sql.listen("c", () => undefined),
    sql.notify("c", "m"),
    sql.json({}),
    sql.array([1]),
  ];
}
