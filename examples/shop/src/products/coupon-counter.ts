import { redis } from "../clients.js";

/** A second click at the same time finds the order missing from the set, too. */
export async function countUse(code: string, orderId: string): Promise<void> {
  const key = `coupon:${code}:orders`;
  // expect: require-atomic-dedup certain
  const isCounted = await redis.sismember(key, orderId);
  if (isCounted) return;
  await redis.incr(`coupon:${code}:uses`);
  await redis.sadd(key, orderId);
}

/** The set itself says who was first. */
export async function countUseOnce(
  code: string,
  orderId: string,
): Promise<void> {
  const added = await redis.sadd(`coupon:${code}:orders`, orderId);
  if (added === 0) return;
  await redis.incr(`coupon:${code}:uses`);
}
