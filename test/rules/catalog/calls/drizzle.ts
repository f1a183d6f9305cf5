import { eq, sql } from "drizzle-orm";
import type { MySql2Database } from "drizzle-orm/mysql2";
import { mysqlTable, int as mysqlInt } from "drizzle-orm/mysql-core";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import * as pgCore from "drizzle-orm/pg-core";
import { integer, pgTable, withReplicas } from "drizzle-orm/pg-core";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";

const users = pgTable("users", {
  id: integer().primaryKey(),
  visits: integer(),
});
const orders = mysqlTable("orders", { id: mysqlInt().primaryKey() });

export function postgres(
  db: NodePgDatabase<{ users: typeof users }>,
): unknown[] {
  const recent = db.$with("recent").as(db.select().from(users));
  return [
    db.query.users.findFirst({ where: eq(users.id, 1) }),
    db.query.users.findMany(),
    withReplicas(db, [db]).$primary.select().from(users),
    pgCore.withReplicas(db, [db]).select().from(users),
    db.$count(users, eq(users.id, 1)),
    db
      .select()
      .from(users)
      .innerJoin(users, eq(users.id, users.id))
      .leftJoin(users, eq(users.id, users.id))
      .rightJoin(users, eq(users.id, users.id))
      .fullJoin(users, eq(users.id, users.id))
      .where(eq(users.id, 1))
      .groupBy(users.id)
      .having(eq(users.id, 1))
      .orderBy(users.id)
      .limit(1)
      .offset(1)
      .for("update", { skipLocked: true })
      .prepare("one"),
    db.selectDistinct().from(users).$dynamic(),
    db.selectDistinctOn([users.id]).from(users),
    db.insert(users).values({ id: 1 }).onConflictDoNothing().returning(),
    db
      .insert(users)
      .values({ id: 1 })
      .onConflictDoUpdate({ target: users.id, set: { visits: 1 } }),
    db
      .update(users)
      .set({ visits: sql`${users.visits} + 1` })
      .where(eq(users.id, 1)),
    db.delete(users).where(eq(users.id, 1)),
    db.transaction((tx) => Promise.resolve(tx.rollback()), {
      isolationLevel: "serializable",
    }),
    db.execute(sql`SELECT 1`),
    db.with(recent).select().from(recent).$withCache(),
  ];
}

export function mysql(
  db: MySql2Database,
  lite: BetterSQLite3Database,
): unknown[] {
  return [
    db.insert(orders).ignore().values({ id: 1 }).$returningId(),
    db
      .insert(orders)
      .values({ id: 1 })
      .onDuplicateKeyUpdate({ set: { id: 1 } }),
    lite.run(sql`SELECT 1`),
    lite.all(sql`SELECT 1`),
  ];
}
