import type { Channel } from "amqplib";
import { prisma } from "../clients.js";

interface Handover {
  readonly orderId: string;
  readonly carrier: string;
}

/** A message that was not acknowledged comes again, and makes a second parcel. */
export async function consumeHandovers(channel: Channel): Promise<void> {
  await channel.consume("handovers", async (message) => {
    if (message === null) return;
    const handover = JSON.parse(message.content.toString()) as Handover;
    // expect: require-idempotent-handler possible
    await prisma.shipment.create({ data: handover });
    channel.ack(message);
  });
}
