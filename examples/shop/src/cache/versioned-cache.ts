import type { Redis } from "ioredis";

export interface Versioned {
  readonly version: number;
}

/** Keeps whichever value is newer; who comes late with an older one changes nothing. */
const PUT_IF_NEWER = `
  local current = redis.call("HGET", KEYS[1], "version")
  if current and tonumber(current) >= tonumber(ARGV[1]) then return 0 end
  redis.call("HSET", KEYS[1], "version", ARGV[1], "value", ARGV[2])
  redis.call("EXPIRE", KEYS[1], ARGV[3])
  return 1
`;

/** Values that carry a version. Readers and writers store them in the same way. */
export class VersionedCache {
  constructor(private readonly redis: Redis) {}

  async get<T extends Versioned>(key: string): Promise<T | undefined> {
    const text = await this.redis.hget(key, "value");
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async putIfNewer(
    key: string,
    value: Versioned,
    seconds: number,
  ): Promise<void> {
    const text = JSON.stringify(value);
    await this.redis.eval(PUT_IF_NEWER, 1, key, value.version, text, seconds);
  }
}
