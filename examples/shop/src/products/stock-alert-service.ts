import type { PrismaClient } from "@prisma/client";

export class StockAlertService {
  constructor(private readonly prisma: PrismaClient) {}

  /** The schema has no unique key for it: two clicks make two alerts. */
  async subscribe(productId: string, email: string): Promise<void> {
    const known = await this.prisma.stockAlert.findFirst({
      where: { productId, email },
    });
    if (known) return;
    // expect: no-check-then-insert certain
    await this.prisma.stockAlert.create({ data: { productId, email } });
  }

  /** A wish has both ids as its key, and the database does both in one step. */
  async wish(userId: string, productId: string): Promise<void> {
    await this.prisma.wish.upsert({
      where: { userId_productId: { userId, productId } },
      create: { userId, productId },
      update: {},
    });
  }
}
