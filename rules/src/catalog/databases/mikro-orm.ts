import { at, call, nothing, row, sql, view } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * MikroORM, checked on 6 (by hand, light). `em.findOne(User, where)`, changes at `flush`.
 *
 * Facts: `@Property({ version: true })` throws at flush when the row changed.
 * Negative facts: without it, `flush` writes the changed columns unguarded;
 * what it writes is not told by its call, so it is no effect here.
 */
export const mikroOrm: Library = {
  name: "mikro-orm",
  packages: ["@mikro-orm/core", "@mikro-orm/*"],
  checked: "5 - 6",
  role: "database",
  typeNames: ["MikroORM", "SqlEntityManager"],
  calls: [
    row("read", ["findOne", "findOneOrFail"], { entity: at(0), where: at(1) }),
    row("read", ["find", "findAll", "findAndCount", "count"], {
      entity: at(0),
      where: at(1),
      many: true,
    }),
    row("insert", "insert", { entity: at(0), data: at(1) }),
    row("update", "nativeUpdate", { entity: at(0), where: at(1), data: at(2) }),
    row("upsert", "upsert", { entity: at(0), data: at(1) }),
    row("delete", "nativeDelete", { entity: at(0), where: at(1) }),
    row("save", "persistAndFlush", { data: at(0) }),
    row("delete", ["remove", "removeAndFlush"], { data: at(0) }),
    call(["transactional", "transaction"], {
      effect: "transaction",
      callback: at(0),
    }),
    {
      ...call("getRepository", { effect: "view", entity: at(0) }),
      as: "EntityRepository",
    },
    sql(["execute", "raw"]),
    view("fork"),
    nothing(
      "flush",
      "persist",
      "create",
      "assign",
      "populate",
      "begin",
      "commit",
      "rollback",
    ),
  ],
};
