import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as names from "../../../rules/src/catalog/names.ts";

type Pattern = keyof typeof names;

/** What real code calls these things, and neighbours that mean something else. */
const samples: readonly (readonly [
  Pattern,
  readonly string[],
  readonly string[],
])[] = [
  [
    "cacheReceiver",
    [
      "redis",
      "redisClient",
      "redisService",
      "cacheManager",
      "cache",
      "kv",
      "userCache",
      "getRedis",
      "lru",
    ],
    ["prisma", "users", "cached", "queue", "redisQueue", "response"],
  ],
  [
    "notCacheReceiver",
    ["sessionCache", "rateLimitRedis", "tokenCache"],
    ["redis", "userCache"],
  ],
  [
    "cacheRead",
    [
      "get",
      "hget",
      "getCached",
      "getCache",
      "getFromCache",
      "fetchFromCache",
      "getUserFromCache",
      "has",
    ],
    ["set", "getOrSet", "incr", "cacheUser"],
  ],
  [
    "cacheWrite",
    [
      "set",
      "setex",
      "setCached",
      "setCache",
      "setCacheByKey",
      "writeEntry",
      "save",
      "saveToCache",
    ],
    ["get", "del", "settings", "setnx"],
  ],
  [
    "cacheDelete",
    [
      "del",
      "delete",
      "invalidateUser",
      "bust",
      "expireMany",
      "deleteCacheByKey",
      "unlink",
      "delByPattern",
    ],
    ["expire", "get", "set", "invalid"],
  ],
  [
    "cacheDeletePattern",
    ["delByPattern", "clearAll", "clear"],
    ["del", "deleteCacheByKey"],
  ],
  [
    "cacheLoad",
    [
      "remember",
      "getOrSet",
      "withCache",
      "wrap",
      "memoize",
      "getOrLoad",
      "swr",
    ],
    ["get", "getOrCreateUser"],
  ],
  [
    "cacheDecorator",
    ["Cacheable", "CachedEntity"],
    ["CacheEvict", "Injectable"],
  ],
  [
    "load",
    ["findUser", "get", "load", "fetchOrders", "selectFrom", "queryAll"],
    ["finder", "getter", "listen", "created"],
  ],
  [
    "mint",
    [
      "createToken",
      "generateCode",
      "issueKey",
      "sign",
      "exchangeCode",
      "getAccessToken",
    ],
    ["findUser", "signal"],
  ],
  [
    "mail",
    ["sendEmail", "sendWelcomeEmail", "notifyUser", "sendMail", "sendSms"],
    ["send", "senderEmailIs", "sendMessage"],
  ],
  [
    "mailReceiver",
    ["mailer", "emailService", "mailService", "transporter"],
    ["queue", "user"],
  ],
  [
    "charge",
    [
      "charge",
      "refundPayment",
      "createPaymentIntent",
      "capturePayment",
      "transferFunds",
    ],
    ["captureException", "chargeable", "capture"],
  ],
  [
    "publish",
    [
      "publish",
      "emit",
      "enqueue",
      "addJob",
      "triggerEvent",
      "publishOrderCreated",
    ],
    ["publisher", "get", "emitter"],
  ],
  [
    "publishReceiver",
    ["emailQueue", "producer", "kafkaClient", "eventBus", "clientProxy"],
    ["queueName", "array"],
  ],
  [
    "hostObject",
    ["headers", "searchParams", "urlSearchParams", "formData", "localStorage"],
    ["redis", "cache", "header", "store"],
  ],
  [
    "inProcessEmitter",
    ["eventEmitter", "socket", "io", "logger"],
    ["queue", "producer"],
  ],
  [
    "lockWrapper",
    ["withLock", "withRedisLock", "runExclusive"],
    ["lock", "withTransaction"],
  ],
  [
    "lockAcquire",
    ["acquireLock", "tryLock", "acquire"],
    ["release", "withLock"],
  ],
  [
    "heldByCaller",
    ["refreshUnderLock", "Wallets.payWithinLock", "payLocked"],
    ["setUnlocked", "lock", "isBlocked"],
  ],
  [
    "leaseCheck",
    ["canCommitProgress", "stillOwnsLease", "isLockHeld", "leaseIsValid"],
    ["isBlocked", "clock", "canPay", "isOwner"],
  ],
  [
    "transactionWrapper",
    ["$transaction", "withTransaction", "transaction", "inTx"],
    ["transactionId", "transactions"],
  ],
  ["transactionDecorator", ["Transactional", "Transaction"], ["Injectable"]],
  ["memoisedStep", ["step.run", "ctx.run", "io.runTask"], ["run", "task.run"]],
  [
    "dedupGuard",
    [
      "isProcessed",
      "alreadyProcessed",
      "wasHandled",
      "markProcessed",
      "claimEvent",
    ],
    ["dedupeStrings", "once", "isCompleted"],
  ],
  [
    "cacheWords",
    [
      "import redis",
      "userCache",
      "this.kv.get",
      "invalidateUser()",
      "new LRU()",
    ],
    ["useMemo", "kvetch", "repository.save"],
  ],
  [
    "cacheCall",
    [
      "redis.get(key)",
      "this.cacheManager.set<User>(key)",
      "getRedis()!.client.del(key)",
      "setCached(id, user)",
      "@CacheTTL",
      "remember(key, load)",
    ],
    ["// cached by the CDN", "const redis = null", "repository.save(user)"],
  ],
  [
    "mayInvalidate",
    ["invalidateUser", "emit", "clearAll", "purge", "refreshCache"],
    ["findUser", "save", "getById"],
  ],
  [
    "testFile",
    ["src/user.test.ts", "a/b.e2e-ee.ts", "x.spec.tsx", "/r/__tests__/a.ts"],
    ["src/test/a.ts", "src/latest.ts", "e2e/seed.ts", "contest.ts"],
  ],
  [
    "notServiceFile",
    ["src/user.test.ts", "test/a.ts", "src/__mocks__/redis.ts", "e2e/a.ts"],
    ["src/latest.ts", "src/contest/a.ts", "src/specials.ts"],
  ],
  [
    "cacheOnlyKey",
    ["idempotency:", "app:session:", "otp:", "lock:", "login-attempts:"],
    ["user:", "blocks:", "options:", "token:"],
  ],
  [
    "oneOffFolder",
    [
      "scripts/backfill.ts",
      "/app/prisma/seeds/users.ts",
      "db/migrations/01.ts",
      "worker/backgroundMigrations/encrypt.ts",
      "tools/migrate/keys.ts",
      "code-migrations/7.ts",
      "maintenance-scripts/run.ts",
      "packages/dev-server/test-plugins/reviews.ts",
    ],
    ["src/scripting/run.ts", "src/seeding.ts", "src/migrationService.ts"],
  ],
  [
    "webhookPath",
    [
      "src/api/webhooks/stripe.ts",
      "/webhook",
      "/payments/callback",
      "routes/ipn.ts",
    ],
    ["src/users.ts", "webhookless"],
  ],
  [
    "notWebhookPath",
    ["src/hooks/useUser.ts", "hooks/index.tsx", "auth/callback/route.ts"],
    ["api/webhooks/stripe.ts"],
  ],
  [
    "webhookHandler",
    ["handleWebhook", "handleStripeWebhook", "webhook"],
    ["createWebhook", "validateWebhookURL"],
  ],
  [
    "consumerClass",
    ["OrderCreatedListener", "MailConsumer", "EventSubscriber"],
    ["OrderService"],
  ],
  [
    "consumerMethod",
    ["onMessage", "handle", "process"],
    ["handler", "processed"],
  ],
  ["notConsumerClass", ["EventListener", "ServiceWorker"], ["OrderListener"]],
  ["jobClass", ["CleanupJob", "ReportTask"], ["JobService"]],
  [
    "subscribe",
    ["consumeAuthMessages", "subscribe", "createWorker", "defineJob"],
    ["unsubscribe", "describe"],
  ],
  [
    "frameworkCalled",
    ["GET", "onModuleInit", "execute", "handleOrder", "generateMetadata"],
    ["rename", "getUser", "ongoing", "runner", "generateInvoice"],
  ],
  [
    "versionColumn",
    ["version", "lockVersion", "__v", "revision"],
    ["apiVersions", "conversion"],
  ],
  [
    "progressColumn",
    ["lastSyncAt", "last_run_at", "nextCursor", "lastProcessedId"],
    ["lastNumber", "lastName", "balance"],
  ],
  [
    "startHook",
    ["onModuleInit", "onApplicationBootstrap", "bootstrap"],
    ["onMessage", "init", "start"],
  ],
  [
    "stateColumn",
    ["status", "orderStatus", "isActive", "paidAt", "state", "processed"],
    ["id", "email", "format", "issue", "createdAt"],
  ],
  [
    "invalidation",
    ["invalidate", "invalidateCache", "bustUser", "purgeAll"],
    ["invalidated", "invalidates", "deleteUser"],
  ],
  [
    "rowStore",
    ["userRepository", "orderRepo", "UserModel", "cartDao"],
    ["userService", "repository", "users"],
  ],
  [
    "rowWrite",
    ["update", "updateMany", "save", "findOneAndUpdate", "softDelete"],
    ["find", "findById", "updated", "address", "settle"],
  ],
  [
    "recordEntity",
    ["auditLog", "OrderHistory", "webhookDelivery"],
    ["user", "order", "message"],
  ],
  [
    "oneTimeKey",
    ["verify:", "reset-password:", "invite:", "login:"],
    ["user:", "feed:", "product:"],
  ],
  [
    "workKey",
    ["import:csv:", "job:42", "progress:", "lastProcessed"],
    ["user:", "tags:", "report:"],
  ],
  [
    "pointerKey",
    ["price:current", "catalogue:version", "latest", "active"],
    ["price:", "user:"],
  ],
  [
    "inSecondsName",
    ["ttlSeconds", "ttl_seconds", "seconds", "ttlSec", "TTL_SECS", "secs"],
    ["ttl", "ttlMs", "second_user", "section", "consec"],
  ],
  [
    "inMillisecondsName",
    ["ttlMs", "TTL_MS", "ms", "milliseconds", "ttlMillis"],
    ["ttl", "items", "params", "forms", "ttlSeconds"],
  ],
  [
    "tenantId",
    ["organizationId", "_environmentId", "teamId", "tenant", "org_id"],
    ["userId", "id", "organizationName", "subscriberId"],
  ],
  [
    "commitCall",
    ["commit", "commitTransaction"],
    ["commitOffsets", "committed", "rollback"],
  ],
  [
    "afterCommit",
    ["tx.afterCommit", "runOnTransactionCommit", "onCommit", "postCommit"],
    ["commit", "beforeCommit", "transaction"],
  ],
  [
    "replicaClient",
    [
      "prismaRead",
      "readReplica",
      "replicaPool",
      "dbRead",
      "slaveDb",
      "readonly",
    ],
    ["prisma", "db", "readStream", "reads", "pool"],
  ],
  [
    "recentWriteKey",
    ["recent-write:", "last_update:", "use-primary:"],
    ["user:", "recent:posts:", "write-model:"],
  ],
  [
    "pause",
    ["sleep", "delay", "setTimeout"],
    ["sleeper", "delayedJob", "load"],
  ],
];

describe("names", () => {
  it("has samples for each pattern", () => {
    assert.deepEqual(
      samples.map(([name]) => name).toSorted(),
      Object.keys(names).toSorted(),
    );
  });

  for (const [name, matching, others] of samples)
    it(`${name} takes what means it, and leaves its neighbours`, () => {
      assert.deepEqual(
        matching.filter((sample) => !names[name].test(sample)),
        [],
        "not taken",
      );
      assert.deepEqual(
        others.filter((sample) => names[name].test(sample)),
        [],
        "wrongly taken",
      );
    });
});
