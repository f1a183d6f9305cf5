import { bull, nestBull } from "./brokers/bull.ts";
import { bullmq } from "./brokers/bullmq.ts";
import { awsEvents, lambda, pubsub, sqs } from "./brokers/cloud.ts";
import {
  agenda,
  cron,
  graphileWorker,
  inngest,
  pgBoss,
  qstash,
  temporal,
  triggerDev,
} from "./brokers/job-services.ts";
import {
  amqplib,
  emitters,
  golevelup,
  kafkajs,
  nestMicroservices,
} from "./brokers/messaging.ts";
import { cacheManager, nestCacheManager } from "./caches/cache-manager.ts";
import {
  keyv,
  lruCache,
  memcached,
  memjs,
  nodeCache,
} from "./caches/in-process.ts";
import { ioredis } from "./caches/ioredis.ts";
import { globalMap } from "./caches/map.ts";
import { redis } from "./caches/redis.ts";
import { upstash, vercelKv } from "./caches/upstash.ts";
import { drizzle } from "./databases/drizzle.ts";
import { dynamodb } from "./databases/dynamodb.ts";
import { knex } from "./databases/knex.ts";
import { kysely } from "./databases/kysely.ts";
import { mikroOrm } from "./databases/mikro-orm.ts";
import { mongodb } from "./databases/mongodb.ts";
import { mongoose } from "./databases/mongoose.ts";
import { prisma } from "./databases/prisma.ts";
import { sequelize } from "./databases/sequelize.ts";
import {
  betterSqlite,
  mysql,
  pg,
  planetscale,
  postgres,
  serverlessPostgres,
} from "./databases/sql-drivers.ts";
import { supabase } from "./databases/supabase.ts";
import { typeorm } from "./databases/typeorm.ts";
import { express, fastify, hono, koaRouter, nest } from "./http/routers.ts";
import { next, sessions, webResponse } from "./http/web.ts";
import { octokitWebhooks, svix } from "./http/webhooks.ts";
import { limits, processLocks, redlock, upstashLock } from "./locks/locks.ts";
import {
  mailgun,
  nodemailer,
  postmark,
  push,
  resend,
  sendgrid,
  ses,
  slack,
  twilio,
} from "./mail/mail.ts";
import { axios, got, ky, undici } from "./remotes/clients.ts";
import { stripe } from "./remotes/stripe.ts";
import type { Library } from "./entry.ts";

/** What the engine knows about libraries' calls, before any user setting. */
export const libraries: readonly Library[] = [
  agenda,
  amqplib,
  awsEvents,
  axios,
  betterSqlite,
  bull,
  bullmq,
  cacheManager,
  cron,
  drizzle,
  dynamodb,
  emitters,
  express,
  fastify,
  globalMap,
  golevelup,
  got,
  graphileWorker,
  hono,
  inngest,
  ioredis,
  kafkajs,
  keyv,
  knex,
  koaRouter,
  ky,
  kysely,
  lambda,
  limits,
  lruCache,
  mailgun,
  memcached,
  memjs,
  mikroOrm,
  mongodb,
  mongoose,
  mysql,
  nest,
  nestBull,
  nestCacheManager,
  nestMicroservices,
  next,
  nodeCache,
  nodemailer,
  octokitWebhooks,
  pg,
  pgBoss,
  planetscale,
  postgres,
  postmark,
  prisma,
  processLocks,
  pubsub,
  push,
  qstash,
  redis,
  redlock,
  resend,
  sendgrid,
  sequelize,
  serverlessPostgres,
  ses,
  sessions,
  slack,
  sqs,
  stripe,
  supabase,
  svix,
  temporal,
  triggerDev,
  twilio,
  typeorm,
  undici,
  upstash,
  upstashLock,
  vercelKv,
  webResponse,
];
