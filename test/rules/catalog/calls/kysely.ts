import { sql } from "kysely";
import type { Kysely } from "kysely";

// An interface has no index signature, which `withTables` asks for.
type Tables = Record<"users", Record<"id" | "visits", number>>;

export function calls(db: Kysely<Tables>): unknown[] {
  return [
    db
      .selectFrom("users")
      .innerJoin("users as a", "a.id", "users.id")
      .leftJoin("users as b", "b.id", "users.id")
      .where("users.id", "=", 1)
      .whereRef("a.id", "=", "b.id")
      .select("users.id")
      .groupBy("users.id")
      .orderBy("users.id")
      .limit(1)
      .offset(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst(),
    db
      .selectFrom("users")
      .selectAll()
      .forNoKeyUpdate()
      .noWait()
      .executeTakeFirstOrThrow(),
    db.selectFrom("users").selectAll().forShare().as("u"),
    db.selectFrom("users").selectAll().forKeyShare().compile(),
    db
      .insertInto("users")
      .values({ id: 1, visits: 1 })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .execute(),
    db
      .insertInto("users")
      .values({ id: 1, visits: 1 })
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet({ visits: 1 }),
      )
      .returningAll(),
    db
      .insertInto("users")
      .ignore()
      .orIgnore()
      .onDuplicateKeyUpdate({ visits: 1 }),
    db.replaceInto("users"),
    db.updateTable("users").set({ visits: 1 }).where("id", "=", 1).execute(),
    db.updateTable("users").returning("id").executeTakeFirst(),
    db.updateTable("users").returningAll().executeTakeFirst(),
    db.updateTable("users").returning("id").executeTakeFirstOrThrow(),
    db.updateTable("users").returningAll().executeTakeFirstOrThrow(),
    db.deleteFrom("users").where("id", "=", 1).execute(),
    db.mergeInto("users"),
    db
      .transaction()
      .setIsolationLevel("serializable")
      .execute((tx) => tx.selectFrom("users").execute()),
    sql`SELECT 1`.execute(db),
    db.with("a", (inner) => inner.selectFrom("users").selectAll()),
    db
      .withSchema("a")
      .withTables<Tables>()
      .withPlugin({} as never),
  ];
}
