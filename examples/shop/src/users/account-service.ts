import { redis, replicated } from "../clients.js";

/** Twice the longest lag that the replicas' dashboard showed last quarter. */
const REPLICA_LAG_BOUND_SECONDS = 8;

export async function renameAndShow(id: string, name: string) {
  await replicated.user.update({ where: { id }, data: { name } });
  await redis.del(`user:${id}`);
  // expect: require-read-your-writes certain
  return replicated.user.findUnique({ where: { id } });
}

/** What the write returned cannot be behind it. */
export async function renameAndReturn(id: string, name: string) {
  const user = await replicated.user.update({ where: { id }, data: { name } });
  await redis.del(`user:${id}`);
  return user;
}

/** Remembers the writer, who is then sent to the primary: for five seconds, because? */
export async function pinForAWhile(id: string): Promise<void> {
  // expect: no-hardcoded-staleness-window possible
  await redis.set(`recent-write:${id}`, "1", "EX", 5);
}

export async function pin(id: string): Promise<void> {
  await redis.set(`recent-write:${id}`, "1", "EX", REPLICA_LAG_BOUND_SECONDS);
}
