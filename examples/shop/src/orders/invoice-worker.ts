import { Prisma } from "@prisma/client";
import { Worker } from "bullmq";
import { prisma, queueConnection } from "../clients.js";

interface Paid {
  readonly eventId: string;
  readonly orderId: string;
  readonly totalCents: number;
}

/** The event's id is claimed in the same transaction: twice delivered, once invoiced. */
export const invoiceWorker = new Worker<Paid>(
  "invoices",
  async (job) => {
    const { eventId, orderId, totalCents } = job.data;
    try {
      await prisma.$transaction(async (tx) => {
        await tx.processedEvent.create({ data: { id: eventId } });
        await tx.invoice.create({ data: { orderId, totalCents } });
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  },
  { connection: queueConnection },
);

function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    error.code === "P2002"
  );
}
