import { raw, Router } from "express";
import type Stripe from "stripe";
import { prisma, stripe } from "../clients.js";

export const stripeWebhook = Router();

stripeWebhook.post(
  "/webhooks/stripe",
  raw({ type: "application/json" }),
  async (request, response) => {
    const event = stripe.webhooks.constructEvent(
      request.body as Buffer,
      request.headers["stripe-signature"] ?? "",
      process.env.STRIPE_WEBHOOK_SECRET ?? "",
    );
    switch (event.type) {
      case "checkout.session.completed":
        await addCredits(event.data.object);
        break;
      case "invoice.paid":
        await bookInvoice(event.id, event.data.object);
        break;
    }
    response.sendStatus(200);
  },
);

/** Stripe sends an event again until it gets an answer: the credits double. */
async function addCredits(session: Stripe.Checkout.Session): Promise<void> {
  // expect: require-idempotent-handler certain
  await prisma.account.update({
    where: { customerId: String(session.customer) },
    data: { credits: { increment: Number(session.metadata?.credits ?? 0) } },
  });
}

/** The event's id is inserted with the booking; a second one changes nothing. */
async function bookInvoice(
  eventId: string,
  invoice: Stripe.Invoice,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.processedEvent.createMany({
      data: [{ id: eventId }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await tx.account.update({
      where: { customerId: String(invoice.customer) },
      data: { paidCents: { increment: invoice.amount_paid } },
    });
  });
}
