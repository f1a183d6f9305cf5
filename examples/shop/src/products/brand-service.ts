import type { PrismaClient } from "@prisma/client";
import type { CacheService } from "../cache/cache-service.js";

/** Brands, which the storefront reads from the cache. */
export class BrandService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly cache: CacheService,
  ) {}

  async rename(id: string, name: string): Promise<void> {
    // expect: no-early-invalidation possible
    await this.cache.delete(`brand:${id}`);
    await this.prisma.brand.update({ where: { id }, data: { name } });
  }

  async merge(from: string, into: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await tx.product.updateMany({
        where: { brandId: from },
        data: { brandId: into },
      });
      await tx.brand.delete({ where: { id: from } });
      // expect: no-early-invalidation possible
      await this.cache.delete(`brand:${from}`);
    });
  }

  /** The write first, and then the key. */
  async describe(id: string, text: string): Promise<void> {
    await this.prisma.brand.update({ where: { id }, data: { text } });
    await this.cache.delete(`brand:${id}`);
  }

  async hide(id: string): Promise<void> {
    await this.prisma.brand.update({ where: { id }, data: { hidden: true } });
    // expect: no-floating-invalidation certain
    this.cache.delete(`brand:${id}`);
  }

  async hideAll(ids: readonly string[]): Promise<void> {
    await this.prisma.brand.updateMany({
      where: { id: { in: [...ids] } },
      data: { hidden: true },
    });
    ids.forEach(async (id) => {
      // expect: no-floating-invalidation certain
      await this.cache.delete(`brand:${id}`);
    });
  }

  /** `Promise.all` waits for each of them. */
  async showAll(ids: readonly string[]): Promise<void> {
    await this.prisma.brand.updateMany({
      where: { id: { in: [...ids] } },
      data: { hidden: false },
    });
    await Promise.all(ids.map((id) => this.cache.delete(`brand:${id}`)));
  }
}
