import { at, call, nothing, onRow, option, row, sql } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const where = { where: at(0, "where") };
const modes = {
  UPDATE: "update",
  "NO KEY UPDATE": "update",
  SHARE: "share",
  "KEY SHARE": "share",
  true: "update",
} as const;
const primaryMarks = [option(0, "useMaster")];
const lockMode = { at: at(0, "lock"), modes };

const statics: readonly CallEntry[] = [
  row("read", "findOne", { ...where, lockMode, primaryMarks }),
  row("read", "findByPk", {
    where: at(0),
    whereIsKey: true,
    lockMode: { at: at(1, "lock"), modes },
    primaryMarks: [option(1, "useMaster")],
  }),
  row("read", ["findAll", "findAndCountAll"], {
    ...where,
    lockMode,
    primaryMarks,
    many: true,
  }),
  row("read", ["count", "sum", "max", "min"], { ...where, many: true }),
  row("insert", "create", {
    data: at(0),
    conflictMarks: [option(1, "ignoreDuplicates")],
  }),
  row("insert", "bulkCreate", {
    data: at(0),
    many: true,
    conflictMarks: [
      option(1, "ignoreDuplicates"),
      option(1, "updateOnDuplicate"),
    ],
  }),
  // It catches the unique violation and reads again.
  row("insert", "findOrCreate", {
    ...where,
    data: at(0, "defaults"),
    conflict: "ignore",
  }),
  row("insert", "findCreateFind", {
    ...where,
    data: at(0, "defaults"),
    conflict: "ignore",
  }),
  row("upsert", "upsert", { data: at(0) }),
  row("update", "update", {
    where: at(1, "where"),
    data: at(0),
    many: true,
    unmatched: "object",
  }),
  row("delete", "destroy", { ...where, many: true, unmatched: "zero" }),
  row("update", "restore", where),
  row("change", ["increment", "decrement"], {
    where: at(1, "where"),
    data: at(0),
  }),
];

/**
 * Sequelize, checked on 6.37.8.
 *
 * Facts: with `version: true` in the model, `instance.save()` checks the rows
 * and throws `OptimisticLockError`; static `update` answers `[affectedCount]`.
 *
 * With `replication` in the options, reads outside a transaction go to the
 * `read` servers, but for `useMaster`.
 *
 * Negative facts: the static `update` and `upsert` do not look at the version
 * attribute. Without it, `instance.save()` and `instance.update()` overwrite.
 * `findOrBuild` inserts nothing. A transaction alone guards no read-modify-write.
 */
export const sequelize: Library = {
  name: "sequelize",
  packages: ["sequelize", "sequelize-typescript", "@sequelize/core"],
  checked: "6",
  role: "database",
  replicaClient: [option(0, "replication"), option(-1, "replication")],
  typeNames: ["Sequelize", "ModelStatic"],
  calls: [
    onRow(row("save", "save")),
    onRow(row("update", ["update", "restore"], { data: at(0) })),
    onRow(row("change", ["increment", "decrement"], { data: at(0) })),
    onRow(row("delete", "destroy")),
    onRow(nothing("set", "get", "toJSON", "setDataValue", "changed")),
    ...statics,
    {
      ...call(["define", "model"], { effect: "view", entity: at(0) }),
      as: "Model",
    },
    {
      ...call("transaction", { effect: "transaction", callback: at(0) }),
      args: 1,
    },
    call("transaction", {
      effect: "transaction",
      callback: at(-1),
      isolation: at(0, "isolationLevel"),
    }),
    call(["scope", "unscoped", "schema"], { effect: "view" }),
    sql("query", at(0), at(1, "replacements")),
    nothing(
      "findOrBuild",
      "build",
      "authenticate",
      "sync",
      "close",
      "reload",
      "validate",
    ),
  ],
};
