import { Worker } from "bullmq";
import { mailer, prisma, queueConnection } from "../clients.js";

interface Placed {
  readonly orderId: string;
}

/** A job that failed after the mail, or whose worker stalled, runs again. */
export const confirmationWorker = new Worker<Placed>(
  "orders",
  async (job) => {
    const order = await prisma.order.findUniqueOrThrow({
      where: { id: job.data.orderId },
      include: { user: true },
    });
    // expect: require-idempotent-handler certain
    await mailer.sendMail({
      to: order.user.email,
      subject: `Your order ${order.id}`,
      text: `Thank you, ${order.user.name}. We have your order.`,
    });
    await prisma.order.update({
      where: { id: order.id },
      data: { status: "confirmed" },
    });
  },
  { connection: queueConnection },
);
