import { after, describe, it } from "mocha";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { rules } from "../../rules/src/rules/index.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "no-dual-write";

const clients = `import { PrismaClient } from "@prisma/client";
import { Queue, Worker } from "bullmq";
const prisma = new PrismaClient();
const queue = new Queue("orders");
`;

const added = `${clients}// Invalid: the job is added after the row is there.
export async function place(userId: string) {
  const order = await prisma.order.create({ data: { userId } });
  await queue.add("placed", { id: order.id });
}
`;

const helper = `${clients}// Invalid: a helper publishes.
async function publishOrder(id: string) { await queue.add("cancelled", { id }); }
export async function cancel(id: string) {
  await prisma.order.update({ where: { id }, data: { status: "cancelled" } });
  await publishOrder(id);
}
`;

const inside = `${clients}// Invalid: inside the transaction, which may roll back.
export async function place(userId: string) {
  await prisma.$transaction(async (tx) => {
    const order = await tx.order.create({ data: { userId } });
    await queue.add("placed", { id: order.id });
    await tx.stock.update({ where: { id: 1 }, data: { count: { decrement: 1 } } });
  });
}
`;

const stopped = `${clients}// Invalid: the next run stops at the status that this one has written.
new Worker("payments", async (job) => {
  const { id } = job.data;
  const invoice = await prisma.invoice.findUniqueOrThrow({ where: { id } });
  if (invoice.status === "paid") return;
  await prisma.invoice.update({ where: { id }, data: { status: "paid" } });
  await queue.add("paid", { id });
});
`;

const unrelated = `${clients}// Invalid, possible: the message is not seen to be about the row.
export async function remove(id: string, sellerId: string) {
  await prisma.gig.delete({ where: { id } });
  await queue.add("count", { sellerId });
}
`;

const named = `${clients}import { jobs } from "./jobs";
// Invalid, possible: a name tells that it is a job.
export async function remove(id: string) {
  await prisma.gig.delete({ where: { id } });
  await jobs.triggerJob({ name: "gig.removed", id });
}
`;

const twice = `${clients}// Invalid, and reported once.
export async function place(userId: string) {
  const order = await prisma.order.create({ data: { userId } });
  await queue.add("placed", { id: order.id });
  await queue.add("counted", { id: order.id });
}
`;

const possible = [{ report: "possible" as const }] as const;
const unlessAsked = (code: string) =>
  `// Valid under "certain": possible findings are for the strict preset.\n${code}`;

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    unlessAsked(unrelated),
    unlessAsked(named),
    {
      code: `${clients}// Valid: the message is a row of the same transaction.
export async function place(userId: string) {
  await prisma.$transaction(async (tx) => {
    const order = await tx.order.create({ data: { userId } });
    await tx.outbox.create({ data: { id: order.id } });
  });
  await queue.add("outbox.waiting", {});
}
`,
      options: possible,
    },
    {
      code: `${clients}// Valid: the relay.
export async function relay() {
  for (const { id } of await prisma.outboxMessage.findMany()) {
    await queue.add("message", { id });
    await prisma.outboxMessage.delete({ where: { id } });
  }
}
`,
      options: possible,
    },
    {
      code: `${clients}// Valid: the next run writes the row again and sends.
new Worker("payments", async (job) => {
  const { id } = job.data;
  await prisma.invoice.update({ where: { id }, data: { status: "paid" } });
  await queue.add("paid", { id });
});
`,
      options: possible,
    },
    {
      code: `import PgBoss from "pg-boss";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const boss = new PgBoss("");
// Valid: the job is a row of the same transaction.
export async function place(userId: string) {
  await prisma.$transaction(async (tx) => {
    const order = await tx.order.create({ data: { userId } });
    await boss.send("placed", { id: order.id }, { db: tx });
  });
}
`,
      options: possible,
    },
    {
      code: `import { EventEmitter2 } from "@nestjs/event-emitter";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
// Valid: the emitter is in the process.
export class Orders {
  constructor(private events: EventEmitter2) {}
  async place(userId: string) {
    const order = await prisma.order.create({ data: { userId } });
    this.events.emit("placed", order.id);
  }
}
`,
      options: possible,
    },
    {
      code: `import { waitUntil } from "@vercel/functions";
${clients}// Valid: it happens after the answer, and nobody counts on it.
export async function place(userId: string) {
  const order = await prisma.order.create({ data: { userId } });
  waitUntil(queue.add("placed", { id: order.id }));
}
`,
      options: possible,
    },
    {
      code: `${clients}// Valid: numbers about the shop.
export async function place(userId: string) {
  const order = await prisma.order.create({ data: { userId } });
  await publishAnalyticsEvent({ id: order.id });
}
`,
      options: possible,
    },
    {
      code: `${clients}// Valid: only one of the two happens.
export async function place(userId: string, later: boolean) {
  if (later) await queue.add("place", { userId });
  else await prisma.order.create({ data: { userId } });
}
`,
      options: possible,
    },
    {
      code: `${clients}// Valid: on the way out after a failure.
export async function place(userId: string) {
  try { await prisma.order.create({ data: { userId } }); }
  catch { await queue.add("failed", { userId }); }
}
`,
      options: possible,
    },
  ],
  invalid: [
    {
      code: added,
      errors: [
        {
          messageId: "finding",
          line: 8,
          data: {
            text: "`queue.add` sends a message after `prisma.order.create` has written: if the process stops in between, or the broker refuses, the row is there and the message is lost. Insert the message into an outbox table in the same transaction and let a relay send it.",
          },
        },
      ],
    },
    { code: helper, errors: [{ messageId: "finding", line: 9 }] },
    {
      code: inside,
      errors: [
        {
          messageId: "finding",
          line: 9,
          data: {
            text: "`queue.add` sends a message before the transaction of `tx.order.create` commits: if it rolls back, the message tells of a row that is not there. Insert the message into an outbox table in the same transaction and let a relay send it.",
          },
        },
      ],
    },
    { code: stopped, errors: [{ messageId: "finding", line: 11 }] },
    { code: twice, errors: [{ messageId: "finding", line: 8 }] },
    {
      code: unrelated,
      options: possible,
      errors: [{ messageId: "finding", line: 8 }],
    },
    {
      code: named,
      options: possible,
      errors: [{ messageId: "finding", line: 9 }],
    },
  ],
});
