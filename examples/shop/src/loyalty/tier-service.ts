import { CACHE_MANAGER } from "@nestjs/cache-manager";
import { Inject, Injectable } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import type { Cache } from "cache-manager";
import { Repository } from "typeorm";
import { LoyaltyAccount } from "./loyalty-account.js";

const TEN_MINUTES = 10 * 60 * 1000;

@Injectable()
export class TierService {
  constructor(
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
    @InjectRepository(LoyaltyAccount)
    private readonly accounts: Repository<LoyaltyAccount>,
  ) {}

  async tierOf(customerId: string): Promise<string> {
    const key = `tier:${customerId}`;
    let tier = await this.cache.get<string>(key);
    if (!tier) {
      const account = await this.accounts.findOneByOrFail({ customerId });
      tier = account.tier;
      // expect: no-cache-aside-race certain
      await this.cache.set(key, tier, TEN_MINUTES);
    }
    return tier;
  }

  async promote(customerId: string, tier: string): Promise<void> {
    await this.accounts.update({ customerId }, { tier });
    await this.cache.del(`tier:${customerId}`);
  }
}
