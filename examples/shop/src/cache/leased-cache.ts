import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";

/** Stores the value only while the lease of this reader is still the current one. */
const FILL = `
  if redis.call("GET", KEYS[2]) ~= ARGV[1] then return 0 end
  redis.call("SET", KEYS[1], ARGV[2], "EX", ARGV[3])
  redis.call("DEL", KEYS[2])
  return 1
`;

/**
 * A read-through cache that never brings an old value back: a miss hands out
 * a lease, and a deletion voids it.
 */
export class LeasedCache {
  constructor(private readonly redis: Redis) {}

  async getOrLoad<T>(
    key: string,
    seconds: number,
    load: () => Promise<T>,
  ): Promise<T> {
    const cached = await this.redis.get(key);
    if (cached !== null) return JSON.parse(cached) as T;

    const lease = randomUUID();
    await this.redis.set(leaseOf(key), lease, "EX", 30);
    const value = await load();
    const text = JSON.stringify(value);
    await this.redis.eval(FILL, 2, key, leaseOf(key), lease, text, seconds);
    return value;
  }

  async delete(key: string): Promise<void> {
    await this.redis.del(key, leaseOf(key));
  }
}

function leaseOf(key: string): string {
  return `${key}:lease`;
}
