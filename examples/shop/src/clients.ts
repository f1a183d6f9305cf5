import { PrismaClient } from "@prisma/client";
import { readReplicas } from "@prisma/extension-read-replicas";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import nodemailer from "nodemailer";
import Stripe from "stripe";

const redisUrl = process.env.REDIS_URL ?? "redis://localhost:6379";

export const prisma = new PrismaClient();

/** Writes to the primary; reads from a replica, but for `$primary()`. */
export const replicated = prisma.$extends(
  readReplicas({ url: process.env.REPLICA_URL ?? "" }),
);

export const redis = new Redis(redisUrl);

/** BullMQ blocks on its connection, so it has one of its own. */
export const queueConnection = new Redis(redisUrl, {
  maxRetriesPerRequest: null,
});

export const orderQueue = new Queue("orders", { connection: queueConnection });

export const mailer = nodemailer.createTransport(process.env.SMTP_URL);

export const stripe = new Stripe(process.env.STRIPE_SECRET_KEY ?? "");
