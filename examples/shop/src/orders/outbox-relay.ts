import { orderQueue, prisma } from "../clients.js";

/** Sends what waits in the outbox. The job's id recognises what was sent twice. */
export async function relayOutbox(): Promise<void> {
  const waiting = await prisma.outbox.findMany({ where: { sentAt: null } });
  for (const { id, topic, payload } of waiting) {
    await orderQueue.add(topic, payload, { jobId: id });
    await prisma.outbox.update({ where: { id }, data: { sentAt: new Date() } });
  }
}
