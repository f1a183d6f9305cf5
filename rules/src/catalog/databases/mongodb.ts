import { at, call, nothing, option, row, view } from "../build.ts";
import type { Library } from "../entry.ts";
import { secondaryReads } from "./secondary-reads.ts";

const condition = { where: at(0) };
const upsertMarks = [option(2, "upsert")];

/**
 * The mongodb driver, checked on 7.
 *
 * Facts: a guarded update tells by `matchedCount` or a `null` document.
 * Negative facts: `modifiedCount` is 0 also when the values were equal;
 * `upsert: true` without a unique index can insert twice.
 */
export const mongodb: Library = {
  name: "mongodb",
  packages: ["mongodb"],
  checked: "4 - 7",
  role: "database",
  typeNames: ["MongoClient"],
  calls: [
    {
      ...call("collection", { effect: "view", entity: at(0) }),
      as: "Collection",
    },
    { ...view("db"), as: "Db" },
    row("read", "findOne", { ...condition, replicaMarks: secondaryReads(1) }),
    row("read", ["find", "countDocuments", "distinct", "aggregate"], {
      ...condition,
      many: true,
      replicaMarks: secondaryReads(1),
    }),
    row("insert", "insertOne", { data: at(0) }),
    row("insert", "insertMany", { data: at(0), many: true }),
    row("update", ["updateOne", "replaceOne"], {
      ...condition,
      data: at(1),
      upsertMarks,
      unmatched: "object",
    }),
    row("update", ["findOneAndUpdate", "findOneAndReplace"], {
      ...condition,
      data: at(1),
      upsertMarks,
      unmatched: "null",
    }),
    row("update", "updateMany", {
      ...condition,
      data: at(1),
      many: true,
      upsertMarks,
      unmatched: "object",
    }),
    row("delete", "findOneAndDelete", { ...condition, unmatched: "null" }),
    row("delete", "deleteOne", { ...condition, unmatched: "object" }),
    row("delete", "deleteMany", {
      ...condition,
      many: true,
      unmatched: "object",
    }),
    row("save", "bulkWrite", { data: at(0), many: true }),
    { ...view("startSession"), as: "ClientSession" },
    call(["withTransaction", "withSession"], {
      effect: "transaction",
      callback: at(0),
    }),
    nothing(
      "toArray",
      "next",
      "sort",
      "limit",
      "skip",
      "project",
      "connect",
      "close",
    ),
    nothing("startTransaction", "commitTransaction", "endSession"),
  ],
};
