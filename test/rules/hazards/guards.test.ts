/**
 * Guards are audited, not just noticed: what really guards makes a rule silent,
 * what only looks like a guard does not.
 */
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { verdictOf, type Case } from "../support/verdict.ts";

const path = "/shop/src/service.ts";

const redis = `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis();
const prisma = new PrismaClient();
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(\`user:\${id}\`);
  await redis.incr(\`generation:\${id}\`);
}
`;

const fills: readonly Case[] = [
  {
    name: "a generation read again when the value is set",
    says: "possible",
    code: `${redis}export async function find(id: string) {
  const generation = await redis.get(\`generation:\${id}\`);
  const hit = await redis.get(\`user:\${id}:\${generation}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  const now = await redis.get(\`generation:\${id}\`);
  await redis.set(\`user:\${id}:\${now}\`, JSON.stringify(user));
  return user;
}`,
  },
  {
    name: "a generation in the key, read before the load",
    says: "silent",
    code: `${redis}export async function find(id: string) {
  const generation = await redis.get(\`generation:\${id}\`);
  const hit = await redis.get(\`user:\${id}:\${generation}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}:\${generation}\`, JSON.stringify(user));
  return user;
}`,
  },
  {
    name: "a generation stamped into the value when it is set",
    says: "certain",
    code: `${redis}export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit).user;
  const user = await prisma.user.findUnique({ where: { id } });
  const generation = await redis.get(\`generation:\${id}\`);
  await redis.set(\`user:\${id}\`, JSON.stringify({ user, generation }));
  return user;
}`,
  },
  {
    name: "a generation compared before the value is set, and again after it",
    says: "silent",
    code: `${redis}export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const before = await redis.get(\`generation:\${id}\`);
  const user = await prisma.user.findUnique({ where: { id } });
  if ((await redis.get(\`generation:\${id}\`)) !== before) return user;
  await redis.set(\`user:\${id}\`, JSON.stringify(user));
  if ((await redis.get(\`generation:\${id}\`)) !== before) await redis.del(\`user:\${id}\`);
  return user;
}`,
  },
  {
    name: "a generation compared before the value is set only",
    says: "certain",
    code: `${redis}export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const before = await redis.get(\`generation:\${id}\`);
  const user = await prisma.user.findUnique({ where: { id } });
  if ((await redis.get(\`generation:\${id}\`)) !== before) return user;
  await redis.set(\`user:\${id}\`, JSON.stringify(user));
  return user;
}`,
  },
  {
    name: "the value set, and then deleted again if it is there twice",
    says: "certain",
    code: `${redis}export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user));
  if (await redis.exists(\`user:\${id}\`, \`person:\${id}\`)) await redis.del(\`user:\${id}\`);
  return user;
}`,
  },
  {
    name: "a script that sets only what is newer",
    says: "silent",
    code: `${redis}const putIfNewer = "if redis.call('hget', KEYS[1], 'v') < ARGV[1] then redis.call('hset', KEYS[1], 'v', ARGV[1], 'd', ARGV[2]) end";
export async function find(id: string) {
  const hit = await redis.hget(\`user:\${id}\`, "d");
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.eval(putIfNewer, 1, \`user:\${id}\`, String(user?.version), JSON.stringify(user));
  return user;
}`,
  },
  {
    name: "a lock around the fill, with a second look",
    says: "possible",
    code: `${redis}import Redlock from "redlock";
const redlock = new Redlock([redis]);
export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  return redlock.using([\`lock:\${id}\`], 1000, async () => {
    const again = await redis.get(\`user:\${id}\`);
    if (again) return JSON.parse(again);
    const user = await prisma.user.findUnique({ where: { id } });
    await redis.set(\`user:\${id}\`, JSON.stringify(user));
    return user;
  });
}`,
  },
  {
    name: "`NX` while writers delete",
    says: "certain",
    code: `${redis}export async function find(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", 60, "NX");
  return user;
}`,
  },
];

const prisma = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;
const typeorm = `import { Column, DataSource, Entity, PrimaryColumn, Repository, VersionColumn } from "typeorm";
@Entity() class Account {
  @PrimaryColumn() id: string;
  @Column() balance: number;
  @VersionColumn() version: number;
}
`;
const mongo = `import { Schema, model } from "mongoose";
`;

const updates: readonly Case[] = [
  {
    name: "a transaction alone",
    says: "certain",
    code: `${prisma}export async function pay(id: string, amount: number) {
  await prisma.$transaction(async (tx) => {
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { id } });
    await tx.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
  });
}`,
  },
  {
    name: "a lock on another table",
    says: "certain",
    code: `${prisma}export async function pay(id: string, userId: string, amount: number) {
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw\`SELECT id FROM "User" WHERE id = \${userId} FOR UPDATE\`;
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { id } });
    await tx.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
  });
}`,
  },
  {
    name: "a lock on the row",
    says: "silent",
    code: `${prisma}export async function pay(id: string, amount: number) {
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw\`SELECT id FROM "Wallet" WHERE id = \${id} FOR UPDATE\`;
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { id } });
    await tx.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
  });
}`,
  },
  {
    name: "a row read before the transaction that locks it",
    says: "certain",
    code: `${prisma}export async function pay(id: string, amount: number) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw\`SELECT id FROM "Wallet" WHERE id = \${id} FOR UPDATE\`;
    await tx.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
  });
}`,
  },
  {
    name: "a row read outside the serializable transaction that writes it",
    says: "certain",
    code: `${prisma}export async function pay(id: string, amount: number) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.$transaction(
    async (tx) => {
      await tx.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
    },
    { isolationLevel: "Serializable" },
  );
}`,
  },
  {
    name: "a status checked in an earlier transaction that locked the row",
    says: "possible",
    code: `${prisma}export async function cancel(id: string) {
  const order = await prisma.$transaction(async (tx) => {
    await tx.$queryRaw\`SELECT id FROM "Order" WHERE id = \${id} FOR UPDATE\`;
    return tx.order.findUniqueOrThrow({ where: { id } });
  });
  if (order.status !== "pending") throw new Error("too late");
  await prisma.order.update({ where: { id }, data: { status: "cancelled" } });
}`,
  },
  {
    name: "the expected status in the condition",
    says: "silent",
    code: `${prisma}export async function cancel(id: string) {
  const order = await prisma.order.findUniqueOrThrow({ where: { id } });
  if (order.status !== "pending") throw new Error("too late");
  await prisma.order.updateMany({ where: { id, status: "pending" }, data: { status: "cancelled" } });
}`,
  },
  {
    name: "a map of this process as a lock",
    says: "certain",
    code: `${prisma}const busy = new Map<string, boolean>();
export async function pay(id: string, amount: number) {
  if (busy.get(id)) throw new Error("busy");
  busy.set(id, true);
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
  busy.delete(id);
}`,
  },
  {
    name: "a mutex of this process",
    says: "certain",
    code: `${prisma}import { Mutex } from "async-mutex";
const mutex = new Mutex();
export async function pay(id: string, amount: number) {
  await mutex.runExclusive(async () => {
    const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
    await prisma.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
  });
}`,
  },
  {
    name: "`@VersionColumn` with `save`",
    says: "certain",
    code: `${typeorm}export async function pay(accounts: Repository<Account>, id: string, amount: number) {
  const account = await accounts.findOneByOrFail({ id });
  account.balance = account.balance - amount;
  await accounts.save(account);
}`,
  },
  {
    name: "the optimistic lock mode, compared in memory",
    says: "certain",
    code: `${typeorm}export async function pay(accounts: Repository<Account>, id: string, version: number, amount: number) {
  const account = await accounts.findOneOrFail({ where: { id }, lock: { mode: "optimistic", version } });
  account.balance = account.balance - amount;
  await accounts.save(account);
}`,
  },
  {
    name: "the pessimistic lock mode",
    says: "silent",
    code: `${typeorm}export async function pay(source: DataSource, id: string, amount: number) {
  await source.transaction(async (manager) => {
    const account = await manager.findOneOrFail(Account, { where: { id }, lock: { mode: "pessimistic_write" } });
    account.balance = account.balance - amount;
    await manager.save(account);
  });
}`,
  },
  {
    name: "a shared lock, which two readers hold at once",
    says: "certain",
    code: `${typeorm}export async function pay(source: DataSource, id: string, amount: number) {
  await source.transaction(async (manager) => {
    const account = await manager.findOneOrFail(Account, { where: { id }, lock: { mode: "pessimistic_read" } });
    account.balance = account.balance - amount;
    await manager.save(account);
  });
}`,
  },
  {
    name: "the version in the condition",
    says: "silent",
    code: `${typeorm}export async function pay(accounts: Repository<Account>, id: string, amount: number) {
  const account = await accounts.findOneByOrFail({ id });
  const { affected } = await accounts.update({ id, version: account.version }, { balance: account.balance - amount });
  if (affected === 0) throw new Error("changed");
}`,
  },
  {
    name: "`findOneAndUpdate`, which never looks at `__v`",
    says: "certain",
    code: `${mongo}const Wallet = model("Wallet", new Schema({ balance: Number }, { optimisticConcurrency: true }));
export async function pay(id: string, amount: number) {
  const wallet = await Wallet.findById(id);
  await Wallet.findOneAndUpdate({ _id: id }, { balance: wallet.balance - amount });
}`,
  },
  {
    name: "`optimisticConcurrency` with `save`",
    says: "silent",
    code: `${mongo}const Wallet = model("Wallet", new Schema({ balance: Number }, { optimisticConcurrency: true }));
export async function pay(id: string, amount: number) {
  const wallet = await Wallet.findById(id);
  wallet.balance = wallet.balance - amount;
  await wallet.save();
}`,
  },
  {
    name: "a number of a saved document, with the default version key",
    says: "certain",
    code: `${mongo}const Wallet = model("Wallet", new Schema({ balance: Number }));
export async function pay(id: string, amount: number) {
  const wallet = await Wallet.findById(id);
  wallet.balance = wallet.balance - amount;
  await wallet.save();
}`,
  },
  {
    name: "a whole array of a saved document, with the default version key",
    says: "silent",
    code: `${mongo}const List = model("List", new Schema({ items: [String] }));
export async function drop(id: string, item: string) {
  const list = await List.findById(id);
  list.items = list.items.filter((other) => other !== item);
  await list.save();
}`,
  },
  {
    name: "a whole array of a saved document, with `versionKey: false`",
    says: "certain",
    code: `${mongo}const List = model("List", new Schema({ items: [String] }, { versionKey: false }));
export async function drop(id: string, item: string) {
  const list = await List.findById(id);
  list.items = list.items.filter((other) => other !== item);
  await list.save();
}`,
  },
  {
    name: "a static update in Sequelize, which never looks at the version",
    says: "certain",
    code: `import { DataTypes, Model, Sequelize } from "sequelize";
class Wallet extends Model { declare id: number; declare balance: number; }
Wallet.init({ balance: DataTypes.INTEGER }, { sequelize: new Sequelize(""), version: true });
export async function pay(id: number, amount: number) {
  const wallet = await Wallet.findByPk(id);
  await Wallet.update({ balance: wallet.balance - amount }, { where: { id } });
}`,
  },
  {
    name: "a row of a model defined by Sequelize with `version: true`",
    says: "silent",
    code: `import { DataTypes, Sequelize } from "sequelize";
const Wallet = new Sequelize("").define("Wallet", { balance: DataTypes.INTEGER }, { version: true });
export async function pay(id: number, amount: number) {
  const wallet = await Wallet.findByPk(id);
  wallet.balance = wallet.balance - amount;
  await wallet.save();
}`,
  },
  {
    name: "a row saved by Sequelize with `version: true`",
    says: "silent",
    code: `import { DataTypes, Model, Sequelize } from "sequelize";
class Wallet extends Model { declare id: number; declare balance: number; }
Wallet.init({ balance: DataTypes.INTEGER }, { sequelize: new Sequelize(""), version: true });
export async function pay(id: number, amount: number) {
  const wallet = await Wallet.findByPk(id);
  wallet.balance = wallet.balance - amount;
  await wallet.save();
}`,
  },
];

const worker = `import { Worker } from "bullmq";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;
const stripe = `import Stripe from "stripe";
import { randomUUID } from "node:crypto";
const stripe = new Stripe("key");
`;

const deliveries: readonly Case[] = [
  {
    name: "a claim whose condition stays true",
    says: "certain",
    code: `${worker}new Worker("rewards", async (job) => {
  const { id, points } = job.data;
  const { count } = await prisma.reward.updateMany({ where: { id, kind: "points" }, data: { seenAt: new Date() } });
  if (count === 0) return;
  await prisma.account.update({ where: { id }, data: { points: { increment: points } } });
});`,
  },
  {
    name: "a claim that ends its condition",
    says: "silent",
    code: `${worker}new Worker("rewards", async (job) => {
  const { id, points } = job.data;
  const { count } = await prisma.reward.updateMany({ where: { id, status: "open" }, data: { status: "granted" } });
  if (count === 0) return;
  await prisma.account.update({ where: { id }, data: { points: { increment: points } } });
});`,
  },
  {
    name: "the truth of an update's result, which is always there",
    says: "certain",
    code: `${worker}new Worker("rewards", async (job) => {
  const { id, points } = job.data;
  const claimed = await prisma.reward.updateMany({ where: { id, status: "open" }, data: { status: "granted" } });
  if (!claimed) return;
  await prisma.account.update({ where: { id }, data: { points: { increment: points } } });
});`,
  },
  {
    name: "a random idempotency key",
    says: "certain",
    code: `${stripe}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  await stripe.refunds.create({ charge: event.data.object.id }, { idempotencyKey: randomUUID() });
}`,
  },
  {
    name: "an idempotency key made of the event",
    says: "silent",
    code: `${stripe}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  await stripe.refunds.create({ charge: event.data.object.id }, { idempotencyKey: \`refund-\${event.id}\` });
}`,
  },
  {
    name: "a look for the message that stops nothing",
    says: "certain",
    code: `${stripe}${prisma}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const seen = await prisma.seen.findUnique({ where: { id: event.id } });
  if (!seen) console.log("new");
  await prisma.account.update({ where: { id: "1" }, data: { points: { increment: 1 } } });
}`,
  },
  {
    name: "a set of this process that remembers messages",
    says: "certain",
    code: `${worker}const seen = new Set<string>();
new Worker("rewards", async (job) => {
  if (seen.has(job.id)) return;
  seen.add(job.id);
  await prisma.account.update({ where: { id: job.data.id }, data: { points: { increment: 1 } } });
});`,
  },
];

const audits = [
  ["no-cache-aside-race", "a fill with", fills],
  ["require-version-check", "an update with", updates],
  ["require-idempotent-handler", "a handler with", deliveries],
] as const;

describe("guards", () => {
  for (const [rule, what, cases] of audits)
    for (const { name, says, code } of cases)
      it(`${what} ${name} is ${says}`, () => {
        assert.equal(verdictOf(rule, code, path), says);
      });
});
