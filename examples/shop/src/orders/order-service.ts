import type { Order, PrismaClient } from "@prisma/client";
import type { Queue } from "bullmq";

export class OrderStateError extends Error {}

export class OrderService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly orders: Queue,
  ) {}

  async place(userId: string, totalCents: number): Promise<Order> {
    // expect: require-idempotency-key possible
    const order = await this.prisma.order.create({
      data: { userId, totalCents },
    });
    // expect: no-dual-write certain
    await this.orders.add("placed", { orderId: order.id });
    return order;
  }

  /** The request's own id is unique, and the message is a row of the same transaction. */
  async placeOnce(
    requestId: string,
    userId: string,
    totalCents: number,
  ): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const order = await tx.order.create({
        data: { requestId, userId, totalCents },
      });
      await tx.outbox.create({
        data: { topic: "placed", payload: { orderId: order.id } },
      });
    });
  }

  async cancel(id: string): Promise<void> {
    const order = await this.prisma.order.findUniqueOrThrow({ where: { id } });
    if (order.status !== "pending") throw new OrderStateError(order.status);
    // expect: require-version-check possible
    await this.prisma.order.update({
      where: { id },
      data: { status: "cancelled" },
    });
  }

  /** The expected status stands in the condition, and the count is looked at. */
  async pay(id: string): Promise<void> {
    const { count } = await this.prisma.order.updateMany({
      where: { id, status: "pending" },
      data: { status: "paid" },
    });
    if (count === 0) throw new OrderStateError(id);
  }

  /** The row stays locked from the look to the change. */
  async ship(id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM "Order" WHERE id = ${id} FOR UPDATE`;
      const order = await tx.order.findUniqueOrThrow({ where: { id } });
      if (order.status !== "paid") throw new OrderStateError(order.status);
      await tx.order.update({ where: { id }, data: { status: "shipped" } });
    });
  }
}
