import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity()
export class LoyaltyAccount {
  @PrimaryColumn()
  customerId!: string;

  @Column({ default: 0 })
  points!: number;

  @Column({ default: "basic" })
  tier!: string;
}
