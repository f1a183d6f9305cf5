import { bull, nestBull } from "./brokers/bull.ts";
import { bullmq } from "./brokers/bullmq.ts";
import { cacheManager, nestCacheManager } from "./caches/cache-manager.ts";
import { ioredis } from "./caches/ioredis.ts";
import { redis } from "./caches/redis.ts";
import { upstash, vercelKv } from "./caches/upstash.ts";
import { drizzle } from "./databases/drizzle.ts";
import { mongoose } from "./databases/mongoose.ts";
import { prisma } from "./databases/prisma.ts";
import { typeorm } from "./databases/typeorm.ts";
import type { Library } from "./entry.ts";

/** What the engine knows about libraries' calls, before any user setting. */
export const libraries: readonly Library[] = [
  bull,
  bullmq,
  cacheManager,
  drizzle,
  ioredis,
  mongoose,
  nestBull,
  nestCacheManager,
  prisma,
  redis,
  typeorm,
  upstash,
  vercelKv,
];
