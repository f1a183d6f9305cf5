import type { PrismaClient } from "@prisma/client";
import type { CacheService } from "../cache/cache-service.js";
import type { VersionedCache } from "../cache/versioned-cache.js";

/** Shipping rates are stored in the cache by whoever changes them. */
export class RateService {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly cache: CacheService,
    private readonly versions: VersionedCache,
  ) {}

  async change(zone: string, cents: number): Promise<void> {
    const rate = await this.prisma.rate.update({
      where: { zone },
      data: { cents },
    });
    // expect: no-unordered-cache-write certain
    await this.cache.set(`rate:${zone}`, rate, 600);
  }

  async publish(zone: string, cents: number): Promise<void> {
    const rate = await this.prisma.rate.update({
      where: { zone },
      data: { cents, version: { increment: 1 } },
    });
    await this.cache.set(`rate:${zone}:${rate.version}`, rate, 600);
    // expect: no-unordered-cache-write possible
    await this.cache.set(`rate:${zone}:current`, rate.version, 600);
  }

  /** Only a newer rate replaces the one that is stored. */
  async correct(zone: string, cents: number): Promise<void> {
    const rate = await this.prisma.rate.update({
      where: { zone },
      data: { cents, version: { increment: 1 } },
    });
    await this.versions.putIfNewer(`rate:${zone}`, rate, 600);
  }
}
