import { after, describe, it } from "mocha";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { rules } from "../../rules/src/rules/index.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "require-idempotency-key";

const clients = `import express from "express";
import Stripe from "stripe";
import { PrismaClient } from "@prisma/client";
import { randomUUID } from "node:crypto";
const app = express();
const stripe = new Stripe("");
const prisma = new PrismaClient();
`;

const refund = `${clients}// Invalid: a refund without a key.
app.post("/refunds", async (request, response) => {
  response.json(await stripe.refunds.create({ charge: request.body.charge }));
});
`;

const random = `${clients}// Invalid: a key that is a new one each time.
export async function pay(amount: number) {
  await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: randomUUID() });
}
`;

const order = `${clients}// Invalid, possible: an order for each request.
app.post("/orders", async (request, response) => {
  const { userId, items } = request.body;
  response.json(await prisma.order.create({ data: { userId, items } }));
});
`;

const service = `${clients}// Invalid, possible: an endpoint by its name.
export class Orders {
  async createOrder(input: { userId: string }) {
    return prisma.order.create({ data: input });
  }
}
`;

const notUnique = `import { Repository, Entity, PrimaryColumn, Column } from "typeorm";
@Entity() class Payment { @PrimaryColumn() id: string; @Column() requestId: string; @Column() cents: number; }
// Invalid, possible: the request's id is stored, and the schema lets it repeat.
export class Payments {
  constructor(private payments: Repository<Payment>) {}
  async createPayment(requestId: string, cents: number) {
    await this.payments.insert({ requestId, cents });
  }
}
`;

const possible = [{ report: "possible" as const }] as const;
const unlessAsked = (code: string) => ({
  code: `// Valid under "certain": names are for the strict preset.\n${code}`,
});

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    unlessAsked(order),
    unlessAsked(service),
    ...[
      `${clients}// Valid: the client's key.
app.post("/refunds", async (request, response) => {
  const idempotencyKey = request.get("Idempotency-Key");
  response.json(await stripe.refunds.create({ charge: request.body.charge }, { idempotencyKey }));
});
`,
      `${clients}// Valid: the id of a row that was stored before.
export async function payInvoice(id: string) {
  const invoice = await prisma.invoice.findUniqueOrThrow({ where: { id } });
  await stripe.paymentIntents.create({ amount: invoice.cents, currency: "eur" }, { idempotencyKey: invoice.id });
}
`,
      notUnique
        .replace("Invalid, possible", "Valid")
        .replace("lets it repeat", "refuses a second one")
        .replace("@Column() requestId", "@Column({ unique: true }) requestId"),
      `${clients}// Valid: an upsert by the request's id.
app.post("/orders", async (request, response) => {
  const { requestId, items } = request.body;
  response.json(await prisma.order.upsert({ where: { requestId }, create: { requestId, items }, update: {} }));
});
`,
      `${clients}// Valid: the request was claimed before.
app.post("/orders", async (request, response) => {
  const { requestId, items } = request.body;
  await prisma.request.create({ data: { requestId } });
  response.json(await prisma.order.create({ data: { items } }));
});
`,
      `${clients}// Valid: only in a state that this run leaves.
app.post("/checkout", async (request, response) => {
  const cart = await prisma.cart.findUniqueOrThrow({ where: { id: request.body.id } });
  if (cart.status !== "open") return response.sendStatus(409);
  await prisma.cart.update({ where: { id: cart.id }, data: { status: "ordered" } });
  response.json(await prisma.order.create({ data: { items: cart.items } }));
});
`,
      `${clients}// Valid: a list is an import.
export async function createOrders(orders: { userId: string }[]) {
  await prisma.order.createMany({ data: orders });
}
`,
      `${clients}// Valid: asking moves nothing.
export async function createSearch(query: string) {
  return stripe.charges.search({ query });
}
`,
      `${clients}// Valid: this order is one of sorting.
export async function createSortOrder(name: string) {
  await prisma.sortOrder.create({ data: { name } });
}
`,
    ].map((code) => ({ code, options: possible })),
  ],
  invalid: [
    {
      code: refund,
      errors: [
        {
          messageId: "finding",
          line: 10,
          data: {
            text: "`stripe.refunds.create` charges or pays, and nothing recognises a request that is sent again: a client that got no answer and tries again pays twice. Pass the provider an idempotency key that the repeat brings along: one from the client's request, or the id of a row stored before.",
          },
        },
      ],
    },
    {
      code: random,
      errors: [
        {
          messageId: "finding",
          line: 10,
          data: {
            text: "`stripe.paymentIntents.create` charges or pays, and the key is made anew in each run, so it recognises no repeat: a client that got no answer and tries again pays twice. Pass the provider an idempotency key that the repeat brings along: one from the client's request, or the id of a row stored before.",
          },
        },
      ],
    },
    {
      code: order,
      options: possible,
      errors: [{ messageId: "finding", line: 11 }],
    },
    {
      code: service,
      options: possible,
      errors: [{ messageId: "finding", line: 11 }],
    },
    {
      code: notUnique,
      options: possible,
      errors: [{ messageId: "finding", line: 7 }],
    },
  ],
});
