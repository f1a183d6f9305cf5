import { Worker } from "bullmq";
import { prisma, queueConnection, stripe } from "../clients.js";

interface Refund {
  readonly orderId: string;
  readonly paymentIntent: string;
}

/** One key per order: Stripe answers a second request with the first refund. */
export const refundWorker = new Worker<Refund>(
  "refunds",
  async (job) => {
    const { orderId, paymentIntent } = job.data;
    await stripe.refunds.create(
      { payment_intent: paymentIntent },
      { idempotencyKey: `refund:${orderId}` },
    );
    await prisma.order.update({
      where: { id: orderId },
      data: { status: "refunded" },
    });
  },
  { connection: queueConnection },
);
