import type { PrismaClient, Product } from "@prisma/client";
import type { CacheService } from "../cache/cache-service.js";

/** How old a product may be if its invalidation is lost. */
const PRODUCT_MAX_AGE_SECONDS = 600;

/** The stock changes too often to be kept in a cache. */
const cached = { id: true, name: true, categoryId: true } as const;
type CachedProduct = Pick<Product, keyof typeof cached>;

export class ProductService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly cache: CacheService,
  ) {}

  async find(id: string): Promise<CachedProduct | null> {
    const hit = await this.cache.get<CachedProduct>(`product:${id}`);
    if (hit) return hit;

    const product = await this.prisma.product.findUnique({
      where: { id },
      select: cached,
    });
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
