import type { Category, PrismaClient } from "@prisma/client";
import { forget, remember } from "../cache/remember.js";

/** How old a category may be if its invalidation is lost. */
const CATEGORY_MAX_AGE_SECONDS = 600;

export class CategoryService {
  constructor(private readonly prisma: PrismaClient) {}

  async find(id: string): Promise<Category | null> {
    return remember(`category:${id}`, CATEGORY_MAX_AGE_SECONDS, () =>
      this.prisma.category.findUnique({ where: { id } }),
    );
  }

  async rename(id: string, name: string): Promise<void> {
    await this.prisma.category.update({ where: { id }, data: { name } });
    await forget(`category:${id}`);
  }
}
