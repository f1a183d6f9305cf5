import assert from "node:assert/strict";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { createEngine } from "../../rules/src/engine.ts";
import type { Fix } from "../../rules/src/finding.ts";
import { rules } from "../../rules/src/rules/index.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const prisma = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;
const mongo = `import { Schema, model } from "mongoose";
const Wallet = model("Wallet", new Schema({ balance: Number }));
`;

const arithmetic = `${prisma}// Invalid: the new balance is computed here.
export async function pay(id: string, amount: number) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
}
`;

const bracketed = `${prisma}// Invalid: what is added stands first, in brackets.
export async function pay(id: string, a: number, b: number) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.wallet.update({ where: { id }, data: { balance: (a - b) + wallet.balance } });
}
`;

const transition = `${prisma}// Invalid: the state was tested in memory.
export async function cancel(id: string) {
  const order = await prisma.order.findUniqueOrThrow({ where: { id } });
  if (order.status !== "pending") throw new Error("too late");
  await prisma.order.update({ where: { id: order.id }, data: { status: "cancelled" } });
}
`;

const document = `${mongo}// Invalid: update calls never look at the version key.
export async function pay(id: string, amount: number) {
  const wallet = await Wallet.findById(id);
  await Wallet.updateOne({ _id: id }, { balance: wallet.balance - amount });
}
`;

const setOperator = `${mongo}// Invalid: \`$set\` stores what was computed here.
export async function add(id: string, amount: number) {
  const wallet = await Wallet.findById(id);
  await Wallet.updateOne({ _id: id }, { $set: { balance: wallet.balance + amount } });
}
`;

new RuleTester().run("require-version-check", rules["require-version-check"], {
  valid: [
    `${prisma}// Valid: the database computes.
export async function pay(id: string, amount: number) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  if (wallet.balance < amount) throw new Error("too little");
  await prisma.wallet.update({ where: { id }, data: { balance: { decrement: amount } } });
}
`,
    `${prisma}// Valid: the version is compared by the same statement.
export async function pay(id: string, amount: number) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.wallet.update({
    where: { id, version: wallet.version },
    data: { balance: wallet.balance - amount, version: { increment: 1 } },
  });
}
`,
    `${prisma}// Valid: the transaction notices the conflict.
export async function pay(id: string, amount: number) {
  await prisma.$transaction(
    async (tx) => {
      const wallet = await tx.wallet.findUniqueOrThrow({ where: { id } });
      await tx.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
    },
    { isolationLevel: "Serializable" },
  );
}
`,
    `${prisma}// Valid: the row is locked by raw SQL before it is read.
export async function pay(id: string, amount: number) {
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw\`SELECT id FROM "Wallet" WHERE id = \${id} FOR UPDATE\`;
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { id } });
    await tx.wallet.update({ where: { id }, data: { balance: wallet.balance - amount } });
  });
}
`,
    `${prisma}// Valid: ownership is no state of the row.
export async function rename(id: string, userId: string, name: string) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  if (wallet.userId !== userId) throw new Error("not yours");
  await prisma.wallet.update({ where: { id }, data: { name } });
}
`,
    `${prisma}// Valid: another row of the same table.
export async function copy(id: string, other: string) {
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { id } });
  await prisma.wallet.update({ where: { id: other }, data: { balance: wallet.balance + 1 } });
}
`,
  ],
  invalid: [
    {
      code: arithmetic,
      errors: [
        {
          messageId: "finding",
          data: {
            text: "`prisma.wallet.update` writes `balance` computed from what `prisma.wallet.findUniqueOrThrow` read, and nothing notices a write in between: of two requests that read the same value, the later write erases the earlier one. Let the database compute or compare: an atomic operator, or the version in the condition with a check that a row matched.",
          },
          line: 6,
          column: 9,
          suggestions: [
            {
              messageId: "fix",
              data: {
                text: "Count in the database with `decrement` (a limit that was checked on the read value has to go into the condition)",
              },
              output: arithmetic.replace(
                "wallet.balance - amount",
                "{ decrement: amount }",
              ),
            },
          ],
        },
      ],
    },
    {
      code: transition,
      options: [{ report: "possible" }],
      errors: [
        {
          messageId: "finding",
          data: {
            text: "`prisma.order.update` acts on `status` as `prisma.order.findUniqueOrThrow` read it, and nothing notices a write in between: of two requests that read the same value, both pass the check and both act. Let the database compare: put the expected state into the condition, and check that a row matched.",
          },
          line: 7,
          column: 9,
          suggestions: [
            {
              messageId: "fix",
              data: {
                text: "Update only while `status` is as it was read (Prisma 5 or newer; the update throws P2025 when another request was first: answer 409)",
              },
              output: transition.replace(
                "id: order.id",
                "id: order.id, status: order.status",
              ),
            },
          ],
        },
      ],
    },
  ],
});

const path = "/shop/src/wallets.ts";

function fixOf(text: string): Fix {
  const { findings } = createEngine().analyze({ path, text });
  const [fix] = findings.flatMap(({ fixes }) => fixes);
  assert.ok(fix, "no fix is offered");
  return fix;
}

function applied(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce(
      (result, { range: [start, end], text: inserted }) =>
        result.slice(0, start) + inserted + result.slice(end),
      text,
    );
}

describe("the remedies of require-version-check", () => {
  const cases = [
    [arithmetic, "data: { balance: { decrement: amount } }"],
    [bracketed, "data: { balance: { increment: (a - b) } }"],
    [transition, "where: { id: order.id, status: order.status }"],
    [document, "{ $inc: { balance: -(amount) } }"],
    [setOperator, "{ $inc: { balance: amount } }"],
  ] as const;
  for (const [text, expected] of cases)
    it(`brings the code to ${expected}`, () => {
      const fixed = applied(text, fixOf(text));
      assert.ok(fixed.includes(expected), fixed);
      const { findings, notes } = createEngine().analyze({ path, text: fixed });
      assert.deepEqual([...findings, ...notes], []);
    });

  it("are not offered where the row goes into the amount", () => {
    const text = arithmetic.replace("- amount", "- wallet.fee");
    const { findings } = createEngine().analyze({ path, text });
    assert.equal(findings.length, 1);
    assert.deepEqual(findings[0]?.fixes, []);
  });
});
