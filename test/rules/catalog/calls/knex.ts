import type { Knex } from "knex";

export function calls(db: Knex, tx: Knex.Transaction): unknown[] {
  return [
    db("users").where({ id: 1 }).first(),
    db.from("users").select("id").distinct().as("u"),
    db("users").pluck("id"),
    db("users").count("id"),
    db("users").countDistinct("id"),
    db("users").sum("visits"),
    db("users").min("visits"),
    db("users").max("visits"),
    db("users").avg("visits"),
    db("users").insert({ id: 1 }).onConflict("id").ignore(),
    db("users").insert({ id: 1 }).onConflict("id").merge({ visits: 1 }),
    db.insert({ id: 1 }).into("users"),
    db.table("users").clone(),
    db.batchInsert("users", [{ id: 1 }]),
    db("users").update({ visits: 1 }).returning("id"),
    db("users").update("visits", 1),
    db("users").increment("visits", 1),
    db("users").decrement("visits", 1),
    db("users").upsert({ id: 1 }),
    db("users").del(),
    db("users").delete(),
    db("users").truncate(),
    db("users")
      .where("id", 1)
      .andWhere("visits", 1)
      .whereIn("id", [1])
      .orWhere("id", 2)
      .whereNull("a")
      .whereNotNull("b")
      .whereRaw("a = ?", [1])
      .whereNot("a", 1)
      .whereBetween("a", [1, 2])
      .whereExists(db("orders"))
      .join("orders", "orders.id", "users.id")
      .leftJoin("orders", "orders.id", "users.id")
      .groupBy("id")
      .having("id", ">", 1)
      .orderBy("id")
      .limit(1)
      .offset(1)
      .transacting(tx)
      .forUpdate()
      .skipLocked(),
    db("users").forNoKeyUpdate().noWait(),
    db("users").forShare(),
    db("users").forKeyShare(),
    db.transaction((inner) => inner("users").first(), {
      isolationLevel: "serializable",
    }),
    db.raw("SELECT ?", [1]),
    db.withSchema("a"),
    db.queryBuilder(),
    tx.commit(),
    tx.rollback(),
  ];
}
