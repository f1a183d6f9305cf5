import { BadRequestException, Injectable } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import { DataSource, Repository } from "typeorm";
import { LoyaltyAccount } from "./loyalty-account.js";

@Injectable()
export class LoyaltyService {
  constructor(
    @InjectRepository(LoyaltyAccount)
    private readonly accounts: Repository<LoyaltyAccount>,
    private readonly dataSource: DataSource,
  ) {}

  async award(customerId: string, points: number): Promise<void> {
    const account = await this.accounts.findOneByOrFail({ customerId });
    account.points += points;
    // expect: require-version-check certain
    await this.accounts.save(account);
  }

  /** The database adds, so that two awards both count. */
  async awardAtomically(customerId: string, points: number): Promise<void> {
    await this.accounts.increment({ customerId }, "points", points);
  }

  /** Nobody else can read the row for a change until this transaction ends. */
  async redeem(customerId: string, points: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const account = await manager.findOneOrFail(LoyaltyAccount, {
        where: { customerId },
        lock: { mode: "pessimistic_write" },
      });
      if (account.points < points)
        throw new BadRequestException("Too few points.");
      account.points -= points;
      await manager.save(account);
    });
  }
}
