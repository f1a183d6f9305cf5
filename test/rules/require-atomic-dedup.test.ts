import { after, describe, it } from "mocha";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { rules } from "../../rules/src/rules/index.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "require-atomic-dedup";

const clients = `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
import nodemailer from "nodemailer";
const redis = new Redis();
const prisma = new PrismaClient();
const mailer = nodemailer.createTransport("");
`;

const key = `${clients}// Invalid: look, send, mark.
export async function remind(id: string, to: string) {
  if (await redis.get(\`sent:\${id}\`)) return;
  await mailer.sendMail({ to });
  await redis.set(\`sent:\${id}\`, "1");
}
`;

const markedFirst = `${clients}// Invalid: marked before the effect, and still in two steps.
export async function remind(id: string, to: string) {
  const sent = await redis.exists(\`sent:\${id}\`);
  if (sent === 0) {
    await redis.set(\`sent:\${id}\`, "1", "EX", 60);
    await mailer.sendMail({ to });
  }
}
`;

const member = `${clients}// Invalid: nobody looks at what SADD answers.
export async function take(id: string) {
  if (await redis.sismember("done", id)) return;
  await redis.decr("stock");
  await redis.sadd("done", id);
}
`;

const row = `${clients}// Invalid: the row is read before the transaction.
export async function deposit(requestId: string, id: string, cents: number) {
  const log = await prisma.idempotencyLog.findUnique({ where: { requestId } });
  if (log?.status === "done") return;
  await prisma.$transaction(async (tx) => {
    await tx.wallet.update({ where: { id }, data: { cents: { increment: cents } } });
    await tx.idempotencyLog.update({ where: { requestId }, data: { status: "done" } });
  });
}
`;

const possible = [{ report: "possible" as const }] as const;

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    `${clients}// Valid: claimed in one step.
export async function remind(id: string, to: string) {
  const claimed = await redis.set(\`sent:\${id}\`, "1", "EX", 60, "NX");
  if (claimed !== "OK") return;
  await mailer.sendMail({ to });
}
`,
    `${clients}// Valid: looked at first for speed, claimed all the same.
export async function remind(id: string, to: string) {
  if (await redis.get(\`sent:\${id}\`)) return;
  if ((await redis.set(\`sent:\${id}\`, "1", "NX")) !== "OK") return;
  await mailer.sendMail({ to });
}
`,
    `${clients}// Valid: the number of added members tells.
export async function take(id: string) {
  if ((await redis.sadd("done", id)) === 0) return;
  await redis.decr("stock");
}
`,
    `${clients}// Valid: the insert under the unique key comes first.
export async function handle(eventId: string, id: string) {
  if (await prisma.processedEvent.findUnique({ where: { eventId } })) return;
  await prisma.processedEvent.create({ data: { eventId } });
  await prisma.wallet.update({ where: { id }, data: { cents: { increment: 1 } } });
}
`,
    `${clients}// Valid: the second insert takes the effect back.
export async function handle(eventId: string, id: string) {
  await prisma.$transaction(async (tx) => {
    if (await tx.processedEvent.findUnique({ where: { eventId } })) return;
    await tx.wallet.update({ where: { id }, data: { cents: { increment: 1 } } });
    await tx.processedEvent.create({ data: { eventId } });
  });
}
`,
    `${clients}// Valid: a copy of a record is no marker.
export async function find(id: string) {
  const hit = await redis.get(id);
  if (hit) return hit;
  const user = await prisma.user.findUnique({ where: { id } });
  await prisma.visit.update({ where: { id }, data: { count: { increment: 1 } } });
  await redis.set(id, JSON.stringify(user));
}
`,
    `${clients}// Valid: another key is set.
export async function remind(id: string, to: string) {
  if (await redis.get(\`muted:\${id}\`)) return;
  await mailer.sendMail({ to });
  await redis.set(\`sent:\${id}\`, "1");
}
`,
    `${clients}// Valid: nothing between the steps adds up.
export async function visit(id: string) {
  if (await redis.exists(\`seen:\${id}\`)) return;
  await prisma.user.update({ where: { id }, data: { seen: true } });
  await redis.set(\`seen:\${id}\`, "1");
}
`,
    `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const seen = new Map<string, number>();
// Valid: one process, and no wait between the two steps.
export async function count(id: string) {
  if (seen.has(id)) return;
  seen.set(id, 1);
  await prisma.user.update({ where: { id }, data: { visits: { increment: 1 } } });
}
`,
  ].map((code) => ({ code, options: possible })),
  invalid: [
    {
      code: key,
      errors: [
        {
          messageId: "finding",
          line: 9,
          data: {
            text: "`redis.get` looks for a marker that `redis.set` sets only later: two deliveries at the same time both find nothing, and `mailer.sendMail` sends a message twice. Claim the marker in one step and look at the answer: `SET` with `NX`, or the number that `SADD` returns.",
          },
        },
      ],
    },
    { code: markedFirst, errors: [{ messageId: "finding", line: 9 }] },
    { code: member, errors: [{ messageId: "finding", line: 9 }] },
    { code: row, errors: [{ messageId: "finding", line: 9 }] },
  ],
});
