import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";

export interface Session {
  readonly userId: string;
  readonly startedAt: number;
}

const DAY = 24 * 60 * 60;

/** Sessions live in Redis only: there is no second copy that could differ. */
export class SessionStore {
  constructor(private readonly redis: Redis) {}

  async start(userId: string): Promise<string> {
    const token = randomUUID();
    const session: Session = { userId, startedAt: Date.now() };
    await this.redis.set(
      `session:${token}`,
      JSON.stringify(session),
      "EX",
      DAY,
    );
    return token;
  }

  async find(token: string): Promise<Session | undefined> {
    const text = await this.redis.get(`session:${token}`);
    return text === null ? undefined : (JSON.parse(text) as Session);
  }

  async end(token: string): Promise<void> {
    await this.redis.del(`session:${token}`);
  }
}
