import {
  at,
  call,
  exported,
  nothing,
  on,
  onRow,
  option,
  rest,
  row,
  rowPart,
  view,
} from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";
import { secondaryReads } from "./secondary-reads.ts";

const upsertMarks = [option(2, "upsert")];
const condition = { where: at(0) };
const byId = { where: at(0), whereIsKey: true } as const;

/** Model statics; the entity is the model they are called on. */
const statics: readonly CallEntry[] = [
  row("read", ["findOne", "exists"], condition),
  row("read", "findById", byId),
  row(
    "read",
    [
      "find",
      "countDocuments",
      "estimatedDocumentCount",
      "distinct",
      "aggregate",
    ],
    {
      ...condition,
      many: true,
    },
  ),
  row("insert", "create", { data: at(0) }),
  row("insert", "insertMany", { data: at(0), many: true }),
  row("update", ["findOneAndUpdate", "findOneAndReplace"], {
    ...condition,
    data: at(1),
    upsertMarks,
    unmatched: "null",
  }),
  row("update", ["updateOne", "replaceOne"], {
    ...condition,
    data: at(1),
    upsertMarks,
    unmatched: "object",
  }),
  row("update", "updateMany", {
    ...condition,
    data: at(1),
    many: true,
    upsertMarks,
    unmatched: "object",
  }),
  row("update", "findByIdAndUpdate", {
    ...byId,
    data: at(1),
    upsertMarks,
    unmatched: "null",
  }),
  row("delete", ["findOneAndDelete", "findOneAndRemove"], {
    ...condition,
    unmatched: "null",
  }),
  row("delete", ["findByIdAndDelete", "findByIdAndRemove"], byId),
  row("delete", "deleteMany", {
    ...condition,
    many: true,
    unmatched: "object",
  }),
  row("save", ["bulkWrite", "bulkSave"], { data: at(0), many: true }),
];

/** Methods of a loaded or new document. */
const documentMethods: readonly CallEntry[] = [
  onRow(row("save", "save")),
  onRow(row("update", ["updateOne", "replaceOne"], { data: at(0) })),
  onRow(row("delete", ["deleteOne", "remove"])),
  onRow(
    nothing(
      "populate",
      "toObject",
      "toJSON",
      "markModified",
      "set",
      "get",
      "validate",
    ),
  ),
];

/** Links of a query: more conditions, or parts that change no fact. */
const queryLinks: readonly CallEntry[] = [
  rowPart("orFail", { unmatched: "throws" }),
  rowPart("read", { replicaMarks: secondaryReads(0) }),
  on(["Query"], rowPart(["where", "and"], { where: rest(0) })),
  nothing(
    "exec",
    "lean",
    "populate",
    "select",
    "sort",
    "limit",
    "skip",
    "session",
    "cursor",
  ),
];

/**
 * Mongoose, checked on 9.12.1.
 *
 * Facts: with `optimisticConcurrency` in the schema, `save()` throws
 * `VersionError`; by default only array writes are versioned. `$inc`, `$push`
 * and the like inside the data are atomic. A single `findOneAndUpdate` answers
 * `null` when its condition (a status, a version) no longer holds.
 *
 * Negative facts: `updateOne`, `updateMany` and `findOneAndUpdate` never check
 * `__v`. `upsert: true` without a unique index can insert twice.
 */
export const mongoose: Library = {
  name: "mongoose",
  packages: ["mongoose"],
  checked: "6 - 9",
  role: "database",
  typeNames: ["HydratedDocument"],
  calls: [
    ...documentMethods,
    row("delete", "deleteOne", { ...condition, unmatched: "object" }),
    ...statics,
    ...queryLinks,
    ...exported("model", { effect: "view", entity: at(0) }).map((entry) => ({
      ...entry,
      as: "Model",
    })),
    call(["discriminator", "collection"], { effect: "view", entity: at(0) }),
    view("createConnection", "useDb"),
    { ...call("startSession", { effect: "view" }), as: "ClientSession" },
    call(["transaction", "withTransaction"], {
      effect: "transaction",
      callback: at(0),
    }),
    nothing(
      "connect",
      "disconnect",
      "startTransaction",
      "commitTransaction",
      "endSession",
    ),
    nothing("abortTransaction", "hydrate", "isValidObjectId"),
  ],
};
