import type { PrismaClient } from "@prisma/client";

export class SoldOutError extends Error {}

export class StockService {
  constructor(private readonly prisma: PrismaClient) {}

  async restock(productId: string, amount: number): Promise<void> {
    const product = await this.prisma.product.findUniqueOrThrow({
      where: { id: productId },
    });
    // expect: require-version-check certain
    await this.prisma.product.update({
      where: { id: productId },
      data: { stock: product.stock + amount },
    });
  }

  /** The database adds, so that two additions both count. */
  async restockAtomically(productId: string, amount: number): Promise<void> {
    await this.prisma.product.update({
      where: { id: productId },
      data: { stock: { increment: amount } },
    });
  }

  /** Takes the goods only while there are enough, in one statement. */
  async reserve(productId: string, amount: number): Promise<void> {
    const { count } = await this.prisma.product.updateMany({
      where: { id: productId, stock: { gte: amount } },
      data: { stock: { decrement: amount } },
    });
    if (count === 0) throw new SoldOutError(productId);
  }
}
