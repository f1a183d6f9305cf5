import type { Category, PrismaClient } from "@prisma/client";
import { forget, remember } from "../cache/remember.js";

export class CategoryService {
  constructor(private readonly prisma: PrismaClient) {}

  async find(id: string): Promise<Category | null> {
    return remember(`category:${id}`, 600, () =>
      this.prisma.category.findUnique({ where: { id } }),
    );
  }

  async rename(id: string, name: string): Promise<void> {
    await this.prisma.category.update({ where: { id }, data: { name } });
    await forget(`category:${id}`);
  }
}
