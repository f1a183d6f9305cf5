import { redis } from "../clients.js";

/** The cached value, or what `load` brings, which is then kept. */
export async function remember<T>(
  key: string,
  seconds: number,
  load: () => Promise<T>,
): Promise<T> {
  const cached = await redis.get(key);
  if (cached !== null) return JSON.parse(cached) as T;

  const value = await load();
  // expect: no-cache-aside-race possible
  await redis.set(key, JSON.stringify(value), "EX", seconds);
  return value;
}

export async function forget(key: string): Promise<void> {
  await redis.del(key);
}
