import { RuleTester } from "@typescript-eslint/rule-tester";
import { after, describe, it } from "mocha";
import { rules } from "../../rules/src/rules/index.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;

const strict = [{ report: "possible" as const }] as const;
const tester = new RuleTester();

const remedy =
  "and nothing recognises a second delivery of the same message: a retry does it again. Record the message's own key under a unique constraint in the same transaction and stop when it is there, or pass a key derived from the message.";

function text(call: string, what: string, handler: string): string {
  return `\`${call}\` ${what} each time this ${handler} runs, ${remedy}`;
}

const refund = `import Stripe from "stripe";
const stripe = new Stripe("key");
export async function onEvent(event: Stripe.Event) {
  await stripe.refunds.create({ charge: "ch" });
}`;

const worker = `import { Queue, Worker } from "bullmq";
const mails = new Queue("mails");
new Worker("orders", async (job) => {
  await mails.add("receipt", { order: job.data.order });
});`;

const mail = `import { Worker } from "bullmq";
import { Resend } from "resend";
const resend = new Resend("key");
new Worker("welcome", async (job) => {
  await resend.emails.send({ to: job.data.to, from: "a@b.c", subject: "Hi", text: "Hi" });
});`;

tester.run("require-idempotent-handler", rules["require-idempotent-handler"], {
  valid: [
    {
      name: "the provider is given a key made of the event",
      code: `import Stripe from "stripe";
const stripe = new Stripe("key");
export async function onEvent(event: Stripe.Event) {
  await stripe.refunds.create({ charge: "ch" }, { idempotencyKey: event.id });
}`,
      options: strict,
    },
    {
      name: "the job id is made of the job",
      code: worker.replace(
        "{ order: job.data.order }",
        "{ order: job.data.order }, { jobId: `receipt-${job.id}` }",
      ),
      options: strict,
    },
    {
      name: "a key goes through the project's own helper",
      code: `import { Worker } from "bullmq";
import { sendMail } from "./not-there.ts";
new Worker("welcome", async (job) => {
  await sendMail({ to: job.data.to, headers: { "Idempotency-Key": \`welcome-\${job.id}\` } });
});`,
      options: strict,
    },
    {
      name: "an early return on a state that the run leaves",
      code: `import { Worker } from "bullmq";
import { PrismaClient } from "@prisma/client";
import { sendReceiptMail } from "./not-there.ts";
const prisma = new PrismaClient();
new Worker("orders", async (job) => {
  const order = await prisma.order.findUnique({ where: { id: job.data.id } });
  if (order.status === "sent") return;
  await sendReceiptMail(order);
  await prisma.order.update({ where: { id: order.id }, data: { status: "sent" } });
});`,
      options: strict,
    },
    {
      name: "a claim by a conditional update whose count is tested",
      code: `import { Worker } from "bullmq";
import { PrismaClient } from "@prisma/client";
import { sendReceiptMail } from "./not-there.ts";
const prisma = new PrismaClient();
new Worker("orders", async (job) => {
  const claimed = await prisma.order.updateMany({
    where: { id: job.data.id, mailedAt: null },
    data: { mailedAt: new Date() },
  });
  if (claimed.count === 0) return;
  await sendReceiptMail(job.data);
});`,
      options: strict,
    },
    {
      name: "a claim with NX",
      code: `import Redis from "ioredis";
import Stripe from "stripe";
const redis = new Redis();
const stripe = new Stripe("key");
export async function onEvent(event: Stripe.Event) {
  const first = await redis.set(\`seen:\${event.id}\`, "1", "EX", 86400, "NX");
  if (!first) return;
  await stripe.transfers.create({ amount: 1, currency: "eur", destination: "acct" });
}`,
      options: strict,
    },
    {
      name: "the event's id is inserted first and refuses the second",
      code: `import Stripe from "stripe";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function onEvent(event: Stripe.Event) {
  await prisma.$transaction(async (tx) => {
    await tx.processedEvent.create({ data: { eventId: event.id } });
    await tx.account.update({ where: { id: "a" }, data: { balance: { increment: 5 } } });
  });
}`,
      options: strict,
    },
    {
      name: "an absolute state set from the event",
      code: `import Stripe from "stripe";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function onEvent(event: Stripe.Event) {
  await prisma.account.update({ where: { stripeId: event.account }, data: { plan: "pro" } });
}`,
      options: strict,
    },
    {
      name: "a memoised step of the handler's context",
      code: `import { sendWelcomeMail } from "./not-there.ts";
export const run = async ({ payload, io }) => {
  await io.runTask("mail", async () => {
    await sendWelcomeMail(payload.to);
  });
};`,
      filename: "src/jobs/welcome.handler.ts",
      options: strict,
    },
    {
      name: "an in-process emitter is not redelivered",
      code: `import { EventEmitter } from "node:events";
import { sendWelcomeMail } from "./not-there.ts";
const bus = new EventEmitter();
bus.on("user", async (user) => {
  await sendWelcomeMail(user);
});`,
      options: strict,
    },
    {
      name: "code that keeps outgoing webhooks is no webhook",
      code: `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function POST(req) {
  const { url } = await req.json();
  await prisma.webhook.create({ data: { url } });
}`,
      filename: "app/api/webhooks/route.ts",
      options: strict,
    },
    {
      name: "what only a name tells is not certain",
      code: `import { sendWelcomeMail } from "./not-there.ts";
export async function run({ payload }) {
  await sendWelcomeMail(payload.to);
}`,
      filename: "src/jobs/welcome.handler.ts",
    },
  ],
  invalid: [
    {
      name: "a refund without a key",
      code: refund,
      errors: [
        {
          messageId: "finding",
          data: {
            text: text("stripe.refunds.create", "moves money", "webhook"),
          },
          line: 4,
          column: 9,
          endLine: 4,
          endColumn: 30,
          suggestions: [
            {
              messageId: "fix",
              data: {
                text: "Pass idempotencyKey made of `event.id` (Stripe remembers a key for at least 24 hours, not for ever)",
              },
              output: refund.replace(
                '{ charge: "ch" }',
                '{ charge: "ch" }, { idempotencyKey: `${event.id}:refunds` }',
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a job that enqueues another without an id",
      code: worker,
      options: strict,
      errors: [
        {
          messageId: "finding",
          data: { text: text("mails.add", "publishes or enqueues", "job") },
          line: 4,
          column: 9,
          suggestions: [
            {
              messageId: "fix",
              data: {
                text: "Pass jobId made of `job.id` (a second job is ignored only as long as the first has not been removed)",
              },
              output: worker.replace(
                "{ order: job.data.order }",
                "{ order: job.data.order }, { jobId: `${job.id}-receipt` }",
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a mail without a key",
      code: mail,
      options: strict,
      errors: [
        {
          messageId: "finding",
          data: { text: text("resend.emails.send", "sends a message", "job") },
          line: 5,
          column: 9,
          suggestions: [
            {
              messageId: "fix",
              data: {
                text: "Pass idempotencyKey made of `job.id` (Resend remembers a key for 24 hours)",
              },
              output: mail.replace(
                'text: "Hi" }',
                'text: "Hi" }, { idempotencyKey: `${job.id}:emails` }',
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a random key is new on every delivery",
      code: `import Stripe from "stripe";
import { randomUUID } from "node:crypto";
const stripe = new Stripe("key");
export async function onEvent(event: Stripe.Event) {
  await stripe.refunds.create({ charge: "ch" }, { idempotencyKey: randomUUID() });
}`,
      errors: [{ messageId: "finding", line: 5, column: 9 }],
    },
    {
      name: "a claim whose condition stays true afterwards",
      code: `import { Worker } from "bullmq";
import { PrismaClient } from "@prisma/client";
import nodemailer from "nodemailer";
const prisma = new PrismaClient();
const transport = nodemailer.createTransport({});
new Worker("reminders", async (job) => {
  const claimed = await prisma.person.updateMany({
    where: { id: job.data.id, signed: false },
    data: { remindedAt: new Date() },
  });
  if (claimed.count === 0) return;
  await transport.sendMail({ to: job.data.to });
});`,
      options: strict,
      errors: [{ messageId: "finding", line: 12, column: 9 }],
    },
    {
      name: "the counter of a function in the same file is marked where it is",
      code: `import Stripe from "stripe";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const stripe = new Stripe("key");
export async function POST(req) {
  const event = stripe.webhooks.constructEvent(await req.text(), "sig", "secret");
  switch (event.type) {
    case "invoice.paid":
      await addCredit(event.data.object);
      break;
  }
}
async function addCredit(invoice) {
  await prisma.account.update({ where: { stripeId: invoice.customer }, data: { credit: { increment: 5 } } });
}`,
      errors: [{ messageId: "finding", line: 14, column: 9 }],
    },
    {
      name: "a consumer told by its registration, with the mail told by its name",
      code: `import { sendWelcomeMail } from "./not-there.ts";
import { consumeQueue } from "./nor-this.ts";
consumeQueue("users", async (message) => {
  await sendWelcomeMail(message.to);
});`,
      options: strict,
      errors: [{ messageId: "finding", line: 4, column: 9 }],
    },
    {
      name: "a route that a queue calls, wrapped by the project",
      code: `import { withCron } from "./not-there.ts";
import { sendWelcomeMail } from "./not-there-either.ts";
export const POST = withCron(async (body) => {
  await sendWelcomeMail(body.to);
});`,
      filename: "app/api/welcome/route.ts",
      options: strict,
      errors: [{ messageId: "finding", line: 4, column: 9 }],
    },
  ],
});
