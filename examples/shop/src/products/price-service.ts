import type { Price, PrismaClient } from "@prisma/client";
import type { VersionedCache } from "../cache/versioned-cache.js";

/** Prices are written through: whoever stores one, only a newer one wins. */
export class PriceService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly cache: VersionedCache,
  ) {}

  async find(productId: string): Promise<Price | null> {
    const cached = await this.cache.get<Price>(`price:${productId}`);
    if (cached) return cached;

    const price = await this.prisma.price.findUnique({ where: { productId } });
    if (price) await this.cache.putIfNewer(`price:${productId}`, price, 600);
    return price;
  }

  async change(productId: string, cents: number): Promise<Price> {
    const price = await this.prisma.price.update({
      where: { productId },
      data: { cents, version: { increment: 1 } },
    });
    await this.cache.putIfNewer(`price:${productId}`, price, 600);
    return price;
  }
}
