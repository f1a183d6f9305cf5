import type { PrismaClient, Product } from "@prisma/client";
import type { CacheService } from "../cache/cache-service.js";

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
      await this.cache.set(`product:${id}`, product, 600);
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
