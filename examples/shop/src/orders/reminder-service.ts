import { mailer, redis } from "../clients.js";

const ONE_DAY = 24 * 60 * 60;

/** Two runs at the same time both find no marker, and both send. */
export async function remind(userId: string, to: string): Promise<void> {
  const key = `reminded:${userId}`;
  // expect: require-atomic-dedup certain
  if (await redis.exists(key)) return;
  await mailer.sendMail({ to, subject: "Your basket is waiting" });
  await redis.set(key, "1", "EX", ONE_DAY);
}

/** One run alone gets the marker. */
export async function remindOnce(userId: string, to: string): Promise<void> {
  const key = `reminded:${userId}`;
  const claimed = await redis.set(key, "1", "EX", ONE_DAY, "NX");
  if (claimed !== "OK") return;
  await mailer.sendMail({ to, subject: "Your basket is waiting" });
}
