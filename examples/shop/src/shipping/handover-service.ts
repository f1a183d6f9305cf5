import type { PrismaClient } from "@prisma/client";
import type { Producer } from "kafkajs";

export class HandoverService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly producer: Producer,
  ) {}

  /** The message is out before the commit; a parcel that was rolled back is announced. */
  async handOver(orderId: string, carrier: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const shipment = await tx.shipment.create({ data: { orderId, carrier } });
      // expect: no-dual-write certain
      await this.producer.send({
        topic: "dispatched",
        messages: [{ value: shipment.id }],
      });
      await tx.order.update({
        where: { id: orderId },
        data: { status: "dispatched" },
      });
    });
  }

  /** Both rows are there, or neither is; the relay sends what is there. */
  async handOverWithOutbox(orderId: string, carrier: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const shipment = await tx.shipment.create({ data: { orderId, carrier } });
      await tx.outbox.create({
        data: { topic: "dispatched", payload: { id: shipment.id } },
      });
      await tx.order.update({
        where: { id: orderId },
        data: { status: "dispatched" },
      });
    });
  }
}
