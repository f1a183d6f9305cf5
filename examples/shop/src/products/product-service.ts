import type { PrismaClient, Product } from "@prisma/client";
import type { CacheService } from "../cache/cache-service.js";

/** How old a product may be if its invalidation is lost. */
const PRODUCT_MAX_AGE_SECONDS = 600;

export class ProductService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly cache: CacheService,
  ) {}

  async find(id: string): Promise<Product | null> {
    const cached = await this.cache.get<Product>(`product:${id}`);
    if (cached) return cached;

    const product = await this.prisma.product.findUnique({ where: { id } });
    if (product) {
      // expect: no-cache-aside-race certain
      await this.cache.set(`product:${id}`, product, PRODUCT_MAX_AGE_SECONDS);
    }
    return product;
  }

  async rename(id: string, name: string): Promise<Product> {
    const product = await this.prisma.product.update({
      where: { id },
      data: { name },
    });
    await this.cache.delete(`product:${id}`);
    return product;
  }
}
