import { at, call, option, row, sql, sqlTag, nothing } from "../build.ts";
import type { Library } from "../entry.ts";

const model = { entity: "property", where: at(0, "where") } as const;
const written = { ...model, data: at(0, "data") } as const;

/**
 * Prisma, checked on 7.10 (a generated client: by hand, no type test).
 *
 * Facts: `update({ where: { id, version } })` is one statement and throws
 * (P2025) when nothing matches; `updateMany` and `deleteMany` answer a count
 * that somebody has to look at. `{ increment: 1 }` in `data` is atomic.
 *
 * With `@prisma/extension-read-replicas` every read of the extended client goes
 * to a replica, but for `$primary()` and what stands in a transaction.
 *
 * Negative facts: `$transaction` alone (READ COMMITTED on Postgres) guards no
 * read-modify-write. `upsert` is one statement in simple cases only; with
 * `include`, or a `where` unlike `create`, it selects and then writes, and can
 * throw P2002.
 */
export const prisma: Library = {
  name: "prisma",
  packages: ["@prisma/client", "@prisma/client/*", ".prisma/client"],
  checked: "4 - 7",
  role: "database",
  typeNames: [
    "PrismaClient",
    "PrismaTransactionClient",
    "Prisma.TransactionClient",
    "PrismaService",
  ],
  calls: [
    row(
      "read",
      [
        "*.findUnique",
        "*.findUniqueOrThrow",
        "*.findFirst",
        "*.findFirstOrThrow",
      ],
      model,
    ),
    row("read", ["*.findMany", "*.count", "*.aggregate", "*.groupBy"], {
      ...model,
      many: true,
    }),
    row("insert", "*.create", { entity: "property", data: at(0, "data") }),
    row("insert", ["*.createMany", "*.createManyAndReturn"], {
      entity: "property",
      data: at(0, "data"),
      many: true,
      conflictMarks: [option(0, "skipDuplicates")],
    }),
    row("update", "*.update", { ...written, unmatched: "throws" }),
    row("update", ["*.updateMany", "*.updateManyAndReturn"], {
      ...written,
      many: true,
      unmatched: "object",
    }),
    row("upsert", "*.upsert", {
      ...model,
      data: at(0, "create"),
      update: at(0, "update"),
    }),
    row("delete", "*.delete", { ...model, unmatched: "throws" }),
    row("delete", "*.deleteMany", {
      ...model,
      many: true,
      unmatched: "object",
    }),
    call("$transaction", {
      effect: "transaction",
      callback: at(0),
      isolation: at(1, "isolationLevel"),
    }),
    sqlTag(["$queryRaw", "$executeRaw"]),
    sql(["$queryRawUnsafe", "$executeRawUnsafe"], at(0), {
      arg: 1,
      rest: true,
    }),
    call("$extends", {
      effect: "view",
      readsFrom: "replica",
      marks: [{ option: at(0), madeBy: "readReplicas" }],
    }),
    call("$replica", { effect: "view", readsFrom: "replica" }),
    call("$primary", { effect: "view", readsFrom: "primary" }),
    nothing("$connect", "$disconnect", "$on"),
  ],
};
