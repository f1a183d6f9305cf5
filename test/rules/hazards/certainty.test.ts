/** Shapes of real code that are no bug, or not surely one, each beside its twin that is. */
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { verdictOf, type Case } from "../support/verdict.ts";

const path = "/shop/src/service.ts";

const clients = `import Redis from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis();
const prisma = new PrismaClient();
`;

const fills: readonly Case[] = [
  {
    name: "the answer of a change, kept for a repeated request",
    says: "possible",
    code: `${clients}export async function sell(id: string, amount: number) {
  const known = await redis.get(\`sale:\${id}\`);
  if (known) return JSON.parse(known);
  const customer = await prisma.customer.findUnique({ where: { id } });
  await prisma.sale.create({ data: { id, amount } });
  await redis.set(\`sale:\${id}\`, JSON.stringify(customer));
  return customer;
}`,
  },
  {
    name: "a copy, beside a change on another way",
    says: "certain",
    code: `${clients}export async function sell(id: string, amount: number) {
  const known = await redis.get(\`sale:\${id}\`);
  if (known) return JSON.parse(known);
  const customer = await prisma.customer.findUnique({ where: { id } });
  if (!customer) return prisma.customer.create({ data: { id, amount } });
  await redis.set(\`sale:\${id}\`, JSON.stringify(customer));
  return customer;
}`,
  },
];

const looks: readonly Case[] = [
  {
    name: "another key than the ones that were read at once",
    says: "silent",
    code: `${clients}export async function click(id: string, visit: string) {
  const [known] = await redis.mget([\`click:\${id}\`, \`host:\${id}\`]);
  if (known) return known;
  const link = await prisma.link.findUnique({ where: { id } });
  await redis.set(\`visit:\${visit}\`, JSON.stringify(link));
}`,
  },
  {
    name: "one of the keys that were read at once",
    says: "possible",
    code: `${clients}export async function click(id: string) {
  const [known] = await redis.mget([\`click:\${id}\`, \`host:\${id}\`]);
  if (known) return known;
  const link = await prisma.link.findUnique({ where: { id } });
  await redis.set(\`click:\${id}\`, JSON.stringify(link));
}`,
  },
  {
    name: "something made here",
    says: "silent",
    code: `const agents = new Map<string, object>();
export function forget(key: string) {
  agents.delete(key);
}
export function agentFor(key: string, createAgent: () => object) {
  const known = agents.get(key);
  if (known) return known;
  const agent = createAgent();
  agents.set(key, agent);
  return agent;
}`,
  },
  {
    name: "something loaded elsewhere",
    says: "possible",
    code: `const users = new Map<string, object>();
export function forget(key: string) {
  users.delete(key);
}
export async function userFor(key: string, load: () => Promise<object>) {
  const known = users.get(key);
  if (known) return known;
  const user = await load();
  users.set(key, user);
  return user;
}`,
  },
];

const mongo = `import { Schema, model } from "mongoose";
const Shop = model("Shop", new Schema({ theme: Object }, { versionKey: false }));
`;

function counted(dialect: "sqlite" | "pg", place: "transaction" | "outside") {
  const body = `const [stock] = await tx.select().from(stocks).where(eq(stocks.id, id));
  await tx.update(stocks).set({ left: stock.left - 1 }).where(eq(stocks.id, id));`;
  const driver = dialect === "pg" ? "node-postgres" : "libsql";
  return `import { drizzle } from "drizzle-orm/${driver}";
import { ${dialect}Table, text, integer } from "drizzle-orm/${dialect}-core";
import { eq } from "drizzle-orm";
const stocks = ${dialect}Table("stocks", { id: text("id").primaryKey(), left: integer("left") });
const db = drizzle("");
export async function take(id: string) {
  ${
    place === "transaction"
      ? `await db.transaction(async (tx) => {\n  ${body}\n});`
      : body.replaceAll("tx.", "db.")
  }
}`;
}

/** An invitation is accepted once, and the member it makes may be unique. */
function claiming(key: string): string {
  return `import { drizzle } from "drizzle-orm/node-postgres";
import { pgTable, text, boolean } from "drizzle-orm/pg-core";
import { eq } from "drizzle-orm";
const invitations = pgTable("invitations", { token: text("token").primaryKey(), email: text("email"), accepted: boolean("accepted") });
const members = pgTable("members", { email: text("email")${key} });
const db = drizzle("");
export async function accept(token: string) {
  const invitation = await db.query.invitations.findFirst({ where: eq(invitations.token, token) });
  if (!invitation || invitation.accepted) return;
  await db.update(invitations).set({ accepted: true }).where(eq(invitations.token, token));
  await db.insert(members).values({ email: invitation.email });
}`;
}

const updates: readonly Case[] = [
  {
    name: "one path of a saved document",
    says: "silent",
    code: `${mongo}export async function paint(id: string, colour: string) {
  const shop = await Shop.findById(id);
  shop.theme.colour = colour;
  await shop.save();
}`,
  },
  {
    name: "the whole object of a saved document",
    says: "certain",
    code: `${mongo}export async function paint(id: string, colour: string) {
  const shop = await Shop.findById(id);
  shop.theme = { ...shop.theme, colour };
  await shop.save();
}`,
  },
  {
    name: "a row looked up by a field of the read one",
    says: "silent",
    code: `${clients}async function groupOf(id: string, more = false) {
  const group = await prisma.group.findUnique({ where: { id } });
  return { ...group, ...(more && { size: 1 }) };
}
export async function join(id: string) {
  const member = await prisma.member.findUniqueOrThrow({ where: { id } });
  const group = await groupOf(member.groupId);
  await prisma.member.update({ where: { id }, data: { groupId: group.id } });
}`,
  },
  {
    name: "a check followed by a line in the log",
    says: "silent",
    code: `${clients}async function log(text: string) {
  await fetch("https://chat.example/hook", { method: "POST", body: text });
}
export async function resume(id: string) {
  const team = await prisma.team.findUniqueOrThrow({ where: { id } });
  if (!team.pausedAt) return;
  await prisma.team.update({ where: { id }, data: { pausedAt: null } });
  await log("resumed");
}`,
  },
  {
    name: "a check followed by a message, with nothing else done twice",
    says: "possible",
    code: `${clients}import { Queue } from "bullmq";
const bills = new Queue("bills");
export async function resume(id: string) {
  const team = await prisma.team.findUniqueOrThrow({ where: { id } });
  if (!team.pausedAt) return;
  await prisma.team.update({ where: { id }, data: { pausedAt: null } });
  await bills.add("bill", { id });
}`,
  },
  {
    name: "a check for a state that the write would erase, followed by a message",
    says: "possible",
    code: `${clients}import { Queue } from "bullmq";
const notes = new Queue("notes");
export async function refund(id: string) {
  const order = await prisma.order.findUniqueOrThrow({ where: { id } });
  if (order.status === "paid") return;
  await prisma.order.update({ where: { id }, data: { status: "refunded" } });
  await notes.add("refunded", { id });
}`,
  },
  {
    name: "a check for the state that the write makes, followed by a message",
    says: "possible",
    code: `${clients}import { Queue } from "bullmq";
const notes = new Queue("notes");
export async function refund(id: string) {
  const order = await prisma.order.findUniqueOrThrow({ where: { id } });
  if (order.status === "refunded") return;
  await prisma.order.update({ where: { id }, data: { status: "refunded" } });
  await notes.add("refunded", { id });
}`,
  },
  {
    name: "a check followed by a message and a new row",
    says: "possible",
    code: `${clients}import { Queue } from "bullmq";
const bills = new Queue("bills");
export async function resume(id: string) {
  const team = await prisma.team.findUniqueOrThrow({ where: { id } });
  if (!team.pausedAt) return;
  await prisma.team.update({ where: { id }, data: { pausedAt: null } });
  await bills.add("bill", { id });
  await prisma.bill.create({ data: { teamId: id, amount: 5 } });
}`,
  },
  {
    name: "a check followed by a row that its key refuses the second time",
    says: "possible",
    code: claiming(".primaryKey()"),
  },
  {
    name: "a check followed by a row that nothing refuses",
    says: "possible",
    code: claiming(""),
  },
  {
    name: "a field computed in a job",
    says: "possible",
    code: `${clients}import { Worker } from "bullmq";
new Worker("counts", async (job) => {
  const team = await prisma.team.findUniqueOrThrow({ where: { id: job.data.id } });
  await prisma.team.update({ where: { id: team.id }, data: { seats: team.seats + 1 } });
});`,
  },
  {
    name: "a field computed when the program starts",
    says: "possible",
    code: `${clients}export class Seats {
  async onModuleInit() {
    for (const team of await prisma.team.findMany())
      await prisma.team.update({ where: { id: team.id }, data: { seats: team.seats + 1 } });
  }
}`,
  },
  {
    name: "a field that was not selected",
    says: "silent",
    code: `${clients}export async function score(id: string) {
  const page = await prisma.page.findUniqueOrThrow({ where: { id }, select: { title: true } });
  const counted = { ...page, score: page.score + 1 };
  await prisma.page.update({ where: { id }, data: { score: counted.score } });
}`,
  },
  {
    name: "a field that was selected",
    says: "certain",
    code: `${clients}export async function score(id: string) {
  const page = await prisma.page.findUniqueOrThrow({ where: { id }, select: { score: true } });
  const counted = { ...page, score: page.score + 1 };
  await prisma.page.update({ where: { id }, data: { score: counted.score } });
}`,
  },
  {
    name: "an answer to a question about the old field",
    says: "possible",
    code: `${clients}import { renew } from "./not-there.ts";
export async function refresh(id: string, more: object) {
  const grant = await prisma.grant.findUniqueOrThrow({ where: { id } });
  const tokens = await renew({ token: grant.token, ...more });
  await prisma.grant.update({ where: { id }, data: { token: tokens.next } });
}`,
  },
  {
    name: "a field of that name of something else",
    says: "silent",
    code: `${clients}import { readPage } from "./not-there.ts";
export async function fill(id: string) {
  const link = await prisma.link.findUniqueOrThrow({ where: { id } });
  const page = await readPage(link.url);
  await prisma.link.update({ where: { id }, data: { text: page.text.concat(link.url) } });
}`,
  },
  {
    name: "a field of the row as a function mapped it",
    says: "certain",
    code: `${clients}import { mapped } from "./not-there.ts";
export async function fill(id: string, more: string) {
  const link = mapped(await prisma.link.findUniqueOrThrow({ where: { id } }));
  await prisma.link.update({ where: { id }, data: { tags: link.tags.concat(more) } });
}`,
  },
  {
    name: "rows of SQLite in one transaction",
    says: "silent",
    code: counted("sqlite", "transaction"),
  },
  {
    name: "rows of SQLite without a transaction",
    says: "certain",
    code: counted("sqlite", "outside"),
  },
  {
    name: "rows of PostgreSQL in one transaction",
    says: "certain",
    code: counted("pg", "transaction"),
  },
  {
    name: "a version that is only counted on",
    says: "possible",
    code: `${clients}export async function archive(id: string) {
  const page = await prisma.page.findUniqueOrThrow({ where: { id } });
  await prisma.page.update({ where: { id }, data: { archived: true, version: page.version + 1 } });
}`,
  },
  {
    name: "a row that is picked by more than the read one",
    says: "possible",
    code: `${clients}export async function connect(team: string, user: string, key: string) {
  const link = await prisma.link.findFirst({ where: { team } });
  await prisma.link.upsert({
    where: { team_user: { team, user } },
    create: { team, user, settings: { key } },
    update: { settings: { ...link?.settings, key } },
  });
}`,
  },
  {
    name: "a row that is picked as the read one was",
    says: "certain",
    code: `${clients}export async function connect(team: string, key: string) {
  const link = await prisma.link.findFirst({ where: { team } });
  await prisma.link.upsert({
    where: { team },
    create: { team, settings: { key } },
    update: { settings: { ...link?.settings, key } },
  });
}`,
  },
  {
    name: "a lock taken after the read",
    says: "possible",
    code: `${clients}export async function cancel(id: string) {
  const order = await prisma.order.findUniqueOrThrow({ where: { id } });
  if (order.status !== "pending") return;
  const mine = await redis.set(\`lock:\${id}\`, "1", "EX", 10, "NX");
  if (!mine) return;
  await prisma.order.update({ where: { id }, data: { status: "cancelled" } });
}`,
  },
  {
    name: "a lease asked for before the write",
    says: "possible",
    code: `${clients}export async function run(id: string, canCommit?: () => Promise<boolean>) {
  const batch = await prisma.batch.findUniqueOrThrow({ where: { id } });
  if (canCommit && !(await canCommit())) throw new Error("lost the lease");
  await prisma.batch.update({ where: { id }, data: { done: batch.done + 10 } });
}`,
  },
  {
    name: "a function that says that its caller holds the lock",
    says: "possible",
    code: `${clients}export async function chargeUnderLock(id: string, amount: number) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
}`,
  },
  {
    name: "how far a job has come",
    says: "possible",
    code: `${clients}export async function sync(id: string) {
  const feed = await prisma.feed.findUniqueOrThrow({ where: { id } });
  await prisma.feed.update({ where: { id }, data: { lastSyncAt: feed.lastSyncAt + 3600 } });
}`,
  },
  {
    name: "the last number given",
    says: "certain",
    code: `${clients}export async function number(id: string) {
  const book = await prisma.book.findUniqueOrThrow({ where: { id } });
  await prisma.book.update({ where: { id }, data: { lastNumber: book.lastNumber + 1 } });
}`,
  },
];

const webhook = `${clients}import Stripe from "stripe";
const stripe = new Stripe("key");
`;

const deliveries: readonly Case[] = [
  {
    name: "a row that is found, and deleted by the run",
    says: "silent",
    code: `${webhook}async function remove(id: string) {
  const link = await prisma.link.findUniqueOrThrow({ where: { id } });
  await prisma.link.delete({ where: { id } });
  await prisma.project.update({ where: { id: link.projectId }, data: { links: { decrement: 1 } } });
}
export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const link = await prisma.link.findUnique({ where: { id: event.id } });
  if (!link) return;
  await remove(link.id);
}`,
  },
  {
    name: "a row that is found, and stays",
    says: "certain",
    code: `${webhook}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const link = await prisma.link.findUnique({ where: { id: event.id } });
  if (!link) return;
  await prisma.project.update({ where: { id: link.projectId }, data: { links: { decrement: 1 } } });
}`,
  },
  {
    name: "a flag that says whether the row was created",
    says: "silent",
    code: `${webhook}async function getOrCreate(email: string) {
  const customer = await prisma.customer.findFirst({ where: { email } });
  if (customer) return { customer, created: false };
  return { customer: await prisma.customer.create({ data: { email } }), created: true };
}
export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const { customer, created } = await getOrCreate(event.data.object.email);
  if (created) await prisma.link.update({ where: { id: customer.linkId }, data: { leads: { increment: 1 } } });
}`,
  },
  {
    name: "a claim made wherever there is a key for it",
    says: "silent",
    code: `${webhook}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const { invoice, link } = event.data.object;
  if (invoice) {
    const isFirst = await redis.set(\`sale:\${invoice}\`, "1", "EX", 60, "NX");
    if (!isFirst) return;
  }
  await prisma.link.update({ where: { id: link }, data: { sales: { increment: 1 } } });
}`,
  },
  {
    name: "a mark made wherever there is a key for it, and not looked at",
    says: "certain",
    code: `${webhook}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const { invoice, link } = event.data.object;
  if (invoice) await redis.set(\`sale:\${invoice}\`, "1", "EX", 60);
  await prisma.link.update({ where: { id: link }, data: { sales: { increment: 1 } } });
}`,
  },
  {
    name: "a draft among the settings, which the run takes out",
    says: "silent",
    code: `${webhook}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const shop = await prisma.shop.findUniqueOrThrow({ where: { id: event.id } });
  if (!shop.settings.draft) return;
  await prisma.plan.create({ data: { name: shop.settings.draft } });
  await prisma.shop.update({ where: { id: shop.id }, data: { settings: { ...shop.settings, draft: undefined } } });
}`,
  },
  {
    name: "a draft among the settings, which stays",
    says: "possible",
    code: `${webhook}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const shop = await prisma.shop.findUniqueOrThrow({ where: { id: event.id } });
  if (!shop.settings.draft) return;
  await prisma.plan.create({ data: { name: shop.settings.draft } });
  await prisma.shop.update({ where: { id: shop.id }, data: { settings: { ...shop.settings, seen: true } } });
}`,
  },
  {
    name: "a listener to failures of this process's queue",
    says: "silent",
    code: `import { Job, Queue } from "bull";
export function listen(work: Queue, dead: Queue) {
  work.on("failed", async (job: Job, error: Error) => {
    await dead.add("failed", { id: job.id, reason: error.message });
  });
}`,
  },
  {
    name: "a helper that is told a job and more",
    says: "possible",
    code: `import { Job, Queue } from "bull";
export class DeadLetters {
  constructor(private readonly dead: Queue) {}
  async keep(job: Job, reason: string) {
    await this.dead.add("failed", { id: job.id, reason });
  }
}`,
  },
  {
    name: "a function that is told a job and counts it",
    says: "certain",
    code: `${clients}import { Job } from "bull";
export class Mails {
  async handle(job: Job) {
    await prisma.team.update({ where: { id: job.data.team }, data: { mails: { increment: 1 } } });
  }
}`,
  },
  {
    name: "a function that is told a job and sends on a message",
    says: "possible",
    code: `import { Job, Queue } from "bull";
export class Mails {
  constructor(private readonly next: Queue) {}
  async handle(job: Job) {
    await this.next.add("mail", { to: job.data.to });
  }
}`,
  },
];

const mailing = `${clients}import { Worker } from "bullmq";
import { Resend } from "resend";
const resend = new Resend("key");
`;

function countingThrough(kept: string): string {
  return `${mailing}class Counters {
  async add(team: string) {
    await prisma.team.update({ where: { id: team }, data: { mails: { increment: 1 } } });
  }
}
export function listen(given) {
  const counters = ${kept} ?? new Counters();
  new Worker("mails", async (job) => {
    await counters.add(job.data.team);
  });
}`;
}

const acts: readonly Case[] = [
  {
    name: "a mail that is the last act",
    says: "possible",
    code: `${mailing}new Worker("mails", async (job) => {
  await resend.emails.send({ to: job.data.to });
  console.log("sent", job.id);
});`,
  },
  {
    name: "a mail before a row",
    says: "certain",
    code: `${mailing}new Worker("mails", async (job) => {
  await resend.emails.send({ to: job.data.to });
  await prisma.mail.update({ where: { id: job.data.id }, data: { sent: true } });
});`,
  },
  {
    name: "a mail before a row whose failure is passed over",
    says: "possible",
    code: `${mailing}new Worker("mails", async (job) => {
  await resend.emails.send({ to: job.data.to });
  try {
    await prisma.mail.update({ where: { id: job.data.id }, data: { sent: true } });
  } catch {
    console.error("not marked");
  }
});`,
  },
  {
    name: "a mail before a row whose failure is handed on",
    says: "certain",
    code: `${mailing}new Worker("mails", async (job) => {
  try {
    await resend.emails.send({ to: job.data.to });
    await prisma.mail.update({ where: { id: job.data.id }, data: { sent: true } });
  } catch (error) {
    throw new Error("again", { cause: error });
  }
});`,
  },
  {
    name: "one mail of several",
    says: "certain",
    code: `${mailing}new Worker("mails", async (job) => {
  for (const to of job.data.people) await resend.emails.send({ to });
});`,
  },
  {
    name: "mails that are sent together, each for itself",
    says: "possible",
    code: `${mailing}new Worker("mails", async (job) => {
  await Promise.allSettled(job.data.people.map((to) => resend.emails.send({ to })));
});`,
  },
  {
    name: "a counter that is the last act",
    says: "certain",
    code: `${mailing}new Worker("mails", async (job) => {
  await prisma.team.update({ where: { id: job.data.team }, data: { mails: { increment: 1 } } });
});`,
  },
  {
    name: "a counter after a claim whose condition is not all seen",
    says: "possible",
    code: `${mailing}import { dueBy } from "./not-there.ts";
new Worker("mails", async (job) => {
  const { count } = await prisma.mail.updateMany({ where: { team: job.data.team, ...dueBy(job.data.day) }, data: { sent: true } });
  if (count === 0) return;
  await prisma.team.update({ where: { id: job.data.team }, data: { mails: { increment: count } } });
});`,
  },
  {
    name: "a counter after an update whose condition stays true",
    says: "certain",
    code: `${mailing}new Worker("mails", async (job) => {
  const { count } = await prisma.mail.updateMany({ where: { team: job.data.team }, data: { sent: true } });
  if (count === 0) return;
  await prisma.team.update({ where: { id: job.data.team }, data: { mails: { increment: count } } });
});`,
  },
  {
    name: "a counter that is left alone where the row is there already",
    says: "possible",
    code: `${mailing}new Worker("mails", async (job) => {
  const known = await prisma.mail.findUnique({ where: { id: job.data.id } });
  await prisma.team.update({
    where: { id: job.data.team },
    data: { last: job.data.id, ...(known ? {} : { mails: { increment: 1 } }) },
  });
});`,
  },
  {
    name: "a counter that is left alone where the job says so",
    says: "certain",
    code: `${mailing}new Worker("mails", async (job) => {
  await prisma.team.update({
    where: { id: job.data.team },
    data: { last: job.data.id, ...(job.data.silent ? {} : { mails: { increment: 1 } }) },
  });
});`,
  },
  {
    name: "a counter behind an instance that is kept from an earlier load",
    says: "certain",
    code: countingThrough("globalThis.counters"),
  },
  {
    name: "a counter behind an instance that a caller may replace",
    says: "silent",
    code: countingThrough("given.counters"),
  },
  {
    name: "a list that the same entry goes into",
    says: "possible",
    code: `${mongo}import { Worker } from "bullmq";
new Worker("views", async (job) => {
  await Shop.updateOne({ _id: job.data.shop }, { $push: { visitors: job.data.visitor } });
});`,
  },
  {
    name: "a list and a counter of its entries",
    says: "certain",
    code: `${mongo}import { Worker } from "bullmq";
new Worker("views", async (job) => {
  await Shop.updateOne({ _id: job.data.shop }, { $push: { visitors: job.data.visitor }, $inc: { visits: 1 } });
});`,
  },
  {
    name: "a counter of a schedule",
    says: "possible",
    code: `${clients}import cron from "node-cron";
cron.schedule("0 * * * *", async () => {
  await prisma.report.update({ where: { id: "hourly" }, data: { runs: { increment: 1 } } });
});`,
  },
  {
    name: "a payout of what the provider says is there",
    says: "possible",
    code: `${webhook}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  const balance = await stripe.balance.retrieve({ stripeAccount: event.account });
  if (balance.available[0].amount === 0) return;
  await stripe.payouts.create({ amount: balance.available[0].amount, currency: "eur" });
}`,
  },
  {
    name: "a payout of what the event says",
    says: "certain",
    code: `${webhook}export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), "signature", "secret");
  if (event.data.object.amount === 0) return;
  await stripe.payouts.create({ amount: event.data.object.amount, currency: "eur" });
}`,
  },
];

const shapes = [
  ["no-cache-aside-race", "a fill with", [...fills, ...looks]],
  ["require-version-check", "an update of", updates],
  ["require-idempotent-handler", "a handler with", [...deliveries, ...acts]],
] as const;

describe("certainty", () => {
  for (const [rule, what, cases] of shapes)
    for (const { name, says, code } of cases)
      it(`${what} ${name} is ${says}`, () => {
        assert.equal(verdictOf(rule, code, path), says);
      });
});
