import type { Redis } from "ioredis";

/** JSON values in Redis, each with a time to live. */
export class CacheService {
  constructor(private readonly redis: Redis) {}

  async get<T>(key: string): Promise<T | undefined> {
    const text = await this.redis.get(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async set(key: string, value: unknown, seconds: number): Promise<void> {
    await this.redis.set(key, JSON.stringify(value), "EX", seconds);
  }

  async delete(key: string): Promise<void> {
    await this.redis.del(key);
  }
}
