import type { PrismaClient, Product } from "@prisma/client";
import type { LeasedCache } from "../cache/leased-cache.js";

const listed = { id: true, name: true, categoryId: true } as const;
type ListedProduct = Pick<Product, keyof typeof listed>;

/** The list of a category, cached under a lease. */
export class CatalogueService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly cache: LeasedCache,
  ) {}

  async list(categoryId: string): Promise<ListedProduct[]> {
    return this.cache.getOrLoad(`catalogue:${categoryId}`, 600, () =>
      this.prisma.product.findMany({ where: { categoryId }, select: listed }),
    );
  }

  async move(productId: string, from: string, to: string): Promise<void> {
    // expect: require-invalidation certain
    await this.prisma.product.update({
      where: { id: productId },
      data: { categoryId: to },
    });
    await this.cache.delete(`catalogue:${from}`);
    await this.cache.delete(`catalogue:${to}`);
  }
}
