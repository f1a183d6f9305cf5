import type { Address, PrismaClient } from "@prisma/client";
import type { CacheService } from "../cache/cache-service.js";

const HOUR = 3600;

export class AddressService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly cache: CacheService,
  ) {}

  async listOf(userId: string): Promise<Address[]> {
    const cached = await this.cache.get<Address[]>(`addresses:${userId}`);
    if (cached) return cached;
    return this.prisma.address.findMany({ where: { userId } });
  }

  /** Fills the cache when a session begins, before anything is asked for. */
  async warmUp(userId: string): Promise<void> {
    const addresses = await this.prisma.address.findMany({ where: { userId } });
    await this.cache.set(`addresses:${userId}`, addresses, HOUR);
  }

  async add(userId: string, street: string): Promise<void> {
    // expect: require-invalidation certain
    await this.prisma.address.create({ data: { userId, street } });
    await this.cache.delete(`address:${userId}`);
  }

  async remove(userId: string, id: string): Promise<void> {
    await this.prisma.address.delete({ where: { id } });
    await this.cache.delete(`addresses:${userId}`);
  }
}
