/* eslint-disable @typescript-eslint/no-confusing-void-expression -- The calls are type-checked, never run. */
import mongoose, { model } from "mongoose";
import type { HydratedDocument, Model } from "mongoose";

interface User {
  visits: number;
}

export function statics(users: Model<User>): unknown[] {
  return [
    users.findOne({ visits: 1 }).lean().exec(),
    users.exists({ visits: 1 }),
    users
      .findById("id")
      .read("secondary")
      .orFail()
      .populate("a")
      .select("b")
      .session(null),
    users
      .find({ visits: 1 })
      .where("visits", 1)
      .and([])
      .sort("a")
      .limit(1)
      .skip(1)
      .cursor(),
    users.countDocuments({ visits: 1 }),
    users.estimatedDocumentCount(),
    users.distinct("visits"),
    users.aggregate([]),
    users.create({ visits: 1 }),
    users.insertMany([{ visits: 1 }]),
    users.updateOne({ visits: 1 }, { $inc: { visits: 1 } }, { upsert: true }),
    users.findOneAndUpdate({ visits: 1 }, { visits: 2 }, { upsert: true }),
    users.replaceOne({ visits: 1 }, { visits: 2 }),
    users.findOneAndReplace({ visits: 1 }, { visits: 2 }),
    users.updateMany({ visits: 1 }, { visits: 2 }),
    users.findByIdAndUpdate("id", { visits: 2 }),
    users.findOneAndDelete({ visits: 1 }),
    users.findByIdAndDelete("id"),
    users.deleteOne({ visits: 1 }),
    users.deleteMany({ visits: 1 }),
    users.bulkWrite([]),
    users.bulkSave([]),
    users.hydrate({}),
    users.discriminator("Admin", new mongoose.Schema()),
  ];
}

export function documents(user: HydratedDocument<User>): unknown[] {
  return [
    user.save(),
    user.updateOne({ visits: 1 }),
    user.replaceOne({ visits: 1 }),
    user.deleteOne(),
    user.populate("a"),
    user.toObject(),
    user.toJSON(),
    user.markModified("visits"),
    user.set("visits", 1),
    user.get("visits"),
    user.validate(),
  ];
}

export async function connections(): Promise<unknown[]> {
  const session = await mongoose.startSession();
  session.startTransaction();
  await session.commitTransaction();
  await session.abortTransaction();
  await session.endSession();
  return [
    mongoose.model("User", new mongoose.Schema()),
    model("User"),
    mongoose.createConnection("mongodb://localhost").useDb("other"),
    mongoose.connection.collection("users"),
    mongoose.connection.transaction(() => Promise.resolve()),
    session.withTransaction(() => Promise.resolve()),
    mongoose.connect("mongodb://localhost"),
    mongoose.disconnect(),
    mongoose.isValidObjectId("id"),
  ];
}
