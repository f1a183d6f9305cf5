import type { PrismaClient } from "@prisma/client";
import type { Queue } from "bullmq";

export class DispatchService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly parcels: Queue,
  ) {}

  /** Two clerks press the button: one update finds no row, and both order a parcel. */
  async ship(id: string): Promise<void> {
    // expect: require-conflict-handling possible
    await this.prisma.order.updateMany({
      where: { id, status: "paid" },
      data: { status: "shipped" },
    });
    await this.parcels.add("parcel", { id }, { jobId: `parcel:${id}` });
  }

  async shipOnce(id: string): Promise<void> {
    const { count } = await this.prisma.order.updateMany({
      where: { id, status: "paid" },
      data: { status: "shipped" },
    });
    if (count === 0) return;
    await this.parcels.add("parcel", { id }, { jobId: `parcel:${id}` });
  }
}
