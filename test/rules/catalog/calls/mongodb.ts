import type { MongoClient } from "mongodb";

export async function calls(client: MongoClient): Promise<unknown[]> {
  const users = client.db("shop").collection<{ visits: number }>("users");
  const session = client.startSession();
  session.startTransaction();
  await session.commitTransaction();
  await session.endSession();
  return [
    users.findOne({ visits: 1 }),
    users
      .find({ visits: 1 })
      .sort({ visits: 1 })
      .limit(1)
      .skip(1)
      .project({})
      .toArray(),
    users.find().next(),
    users.countDocuments(),
    users.distinct("visits"),
    users.aggregate([]),
    users.insertOne({ visits: 1 }),
    users.insertMany([{ visits: 1 }]),
    users.updateOne({ visits: 1 }, { $inc: { visits: 1 } }, { upsert: true }),
    users.replaceOne({ visits: 1 }, { visits: 2 }),
    users.findOneAndUpdate({ visits: 1 }, { $set: { visits: 2 } }),
    users.findOneAndReplace({ visits: 1 }, { visits: 2 }),
    users.updateMany({ visits: 1 }, { $set: { visits: 2 } }),
    users.deleteOne({ visits: 1 }),
    users.findOneAndDelete({ visits: 1 }),
    users.deleteMany({ visits: 1 }),
    users.bulkWrite([]),
    session.withTransaction(() => Promise.resolve()),
    client.withSession(() => Promise.resolve()),
    client.connect(),
    client.close(),
  ];
}
