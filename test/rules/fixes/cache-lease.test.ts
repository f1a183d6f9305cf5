import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { after, before, beforeEach, describe, it } from "mocha";
import { createClient } from "redis";
import { leaseOn as leaseOnIoredis } from "../../../rules/src/fixes/templates/ioredis/cache-lease.ts";
import type {
  Expiry,
  Lease,
} from "../../../rules/src/fixes/templates/ioredis/cache-lease.ts";
import { leaseOn as leaseOnNodeRedis } from "../../../rules/src/fixes/templates/node-redis/cache-lease.ts";
import { everyOrder, type Task } from "../../support/every-order.ts";
import { startRedis, type RedisServer } from "../../support/redis-server.ts";

const KEY = "user:1";

/** What the tests need of either client. */
interface Client {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<unknown>;
  del(key: string): Promise<unknown>;
  /** Milliseconds until the key expires; -1: never, -2: no such key. */
  pttl(key: string): Promise<number>;
  lease(): Lease;
  flush(): Promise<unknown>;
  close(): Promise<unknown>;
}

function connectIoredis(port: number): Promise<Client> {
  const redis = new Redis(port, "127.0.0.1");
  return Promise.resolve({
    get: (key) => redis.get(key),
    set: (key, value) => redis.set(key, value),
    del: (key) => redis.del(key),
    pttl: (key) => redis.pttl(key),
    lease: () => leaseOnIoredis(redis),
    flush: () => redis.flushall(),
    close: () => redis.quit(),
  });
}

async function connectNodeRedis(port: number): Promise<Client> {
  const redis = createClient({ url: `redis://127.0.0.1:${String(port)}` });
  await redis.connect();
  return {
    get: (key) => redis.get(key),
    set: (key, value) => redis.set(key, value),
    del: (key) => redis.del(key),
    pttl: (key) => redis.pTTL(key),
    lease: () => leaseOnNodeRedis(redis),
    flush: () => redis.flushAll(),
    close: () => redis.close(),
  };
}

for (const [name, connect] of [
  ["ioredis", connectIoredis],
  ["node-redis", connectNodeRedis],
] as const)
  describe(`the lease on a cache entry, with ${name}`, () => {
    let server: RedisServer;
    let client: Client;
    /** The source of truth: a number for each key. */
    const rows = new Map<string, number>();

    before(async () => {
      server = await startRedis();
      client = await connect(server.port);
    });
    after(async () => {
      await client.close();
      await server.stop();
    });
    beforeEach(() => client.flush());

    type Fill = Pick<Client, "get" | "set">;
    const plain = (): Fill => client;
    const leased = (): Fill => client.lease();

    async function* reader(fill: Fill, key = KEY): Task {
      const hit = await fill.get(key);
      if (hit !== null) return;
      yield;
      const loaded = rows.get(key);
      yield;
      await fill.set(key, String(loaded));
    }

    async function* deleter(key = KEY): Task {
      change(key);
      yield;
      await client.del(key);
    }

    async function* overwriter(): Task {
      const written = change(KEY);
      yield;
      await client.set(KEY, String(written));
    }

    function change(key: string): number {
      const changed = (rows.get(key) ?? 0) + 1;
      rows.set(key, changed);
      return changed;
    }

    const orders = (...makers: (() => Task)[]) =>
      everyOrder(
        async () => {
          await client.flush();
          rows.set(KEY, 1);
          return makers.map((make) => make());
        },
        () => isCurrent(),
      );

    async function isCurrent(key = KEY): Promise<boolean> {
      const cached = await client.lease().get(key);
      return cached === null || cached === String(rows.get(key));
    }

    /** Takes all steps; before each, waits for a few answers of the server. */
    async function stroll(task: Task, seed: number): Promise<void> {
      for (let step = 1, done = false; !done; step += 1) {
        for (let pauses = (seed * step * 7) % 11; pauses > 0; pauses -= 1)
          await client.get("pause");
        done = (await task.next()).done === true;
      }
    }

    /** Of twenty keys with nine readers and a writer each: those left with an old value. */
    async function oldAfterLoad(
      fill: () => Fill,
      round: number,
    ): Promise<string[]> {
      const keys = Array.from({ length: 20 }, (_, index) => `key:${index}`);
      for (const key of keys) rows.set(key, 1);
      const tasks = keys.flatMap((key) => [
        deleter(key),
        ...Array.from({ length: 9 }, () => reader(fill(), key)),
      ]);
      await Promise.all(
        tasks.map((task, index) => stroll(task, index + 13 * round)),
      );
      const answers = await Promise.all(keys.map((key) => isCurrent(key)));
      return keys.filter((_, index) => answers[index] === false);
    }

    it("is needed: one reader and one writer break the plain fill in 1 of 10 orders", async () => {
      const counts = await orders(() => reader(plain()), deleter);
      assert.deepEqual(counts, { all: 10, bad: 1 });
    });

    it("is needed more under load: two readers and a writer, 70 of 534", async () => {
      const read = () => reader(plain());
      assert.deepEqual(await orders(read, read, deleter), {
        all: 534,
        bad: 70,
      });
    });

    it("leaves no old value in any of the 10 orders", async () => {
      const counts = await orders(() => reader(leased()), deleter);
      assert.deepEqual(counts, { all: 10, bad: 0 });
    });

    it("leaves none with two readers and a writer", async () => {
      const read = () => reader(leased());
      const { all, bad } = await orders(read, read, deleter);
      assert.ok(all >= 534, `only ${String(all)} orders`);
      assert.equal(bad, 0);
    });

    it("leaves none with a reader and two writers", async () => {
      const counts = await orders(() => reader(leased()), deleter, deleter);
      assert.equal(counts.bad, 0);
    });

    it("leaves none with a writer that stores the new value", async () => {
      const read = () => reader(leased());
      assert.equal((await orders(read, overwriter)).bad, 0);
      assert.equal((await orders(read, read, overwriter)).bad, 0);
    });

    it("leaves none with 200 at a time, once they are done", async () => {
      for (let round = 0; round < 10; round += 1) {
        await client.flush();
        assert.deepEqual(await oldAfterLoad(leased, round), []);
      }
    });

    it("is filled by a reader that nobody disturbs", async () => {
      const lease = client.lease();
      assert.equal(await lease.get(KEY), null);
      assert.equal(await lease.set(KEY, "1"), "OK");
      assert.equal(await client.get(KEY), "1");
      assert.equal(await client.pttl(KEY), -1);
      assert.equal(await client.lease().get(KEY), "1");
    });

    it("is for one reader: the second takes it for a miss and fills nothing", async () => {
      const first = client.lease();
      const second = client.lease();
      assert.equal(await first.get(KEY), null);
      assert.equal(await second.get(KEY), null);
      assert.equal(await second.set(KEY, "second"), null);
      assert.equal(await first.set(KEY, "first"), "OK");
      assert.equal(await client.get(KEY), "first");
    });

    it("is not renewed by a second miss of the same reader", async () => {
      const lease = client.lease();
      await lease.get(KEY);
      await client.del(KEY);
      assert.equal(await lease.get(KEY), null);
      assert.equal(await lease.set(KEY, "old"), null);
      assert.equal(await client.get(KEY), null);
    });

    it("ends when its time is over", async () => {
      const lease = client.lease();
      await lease.get(KEY);
      const left = await client.pttl(KEY);
      assert.ok(left > 0 && left <= 10_000, String(left));
      await client.del(KEY); // what the server does when the time is over
      await client.lease().get(KEY);
      assert.equal(await lease.set(KEY, "late"), null);
    });

    it("fills nothing without a miss", async () => {
      await client.set(KEY, "there");
      const lease = client.lease();
      assert.equal(await lease.set(KEY, "never asked"), null);
      assert.equal(await lease.get(KEY), "there");
      assert.equal(await lease.set(KEY, "after a hit"), null);
      assert.equal(await client.get(KEY), "there");
    });

    it("lets a value expire in seconds or milliseconds", async () => {
      const timesFor = async (expiry: Expiry) => {
        const lease = client.lease();
        await client.del(KEY);
        await lease.get(KEY);
        await lease.set(KEY, "1", expiry);
        return client.pttl(KEY);
      };
      const seconds = await timesFor({ seconds: 600 });
      assert.ok(seconds > 500_000 && seconds <= 600_000, String(seconds));
      const text = await timesFor({ seconds: "600" });
      assert.ok(text > 500_000 && text <= 600_000, String(text));
      const short = await timesFor({ milliseconds: 600_000 });
      assert.ok(short > 500_000 && short <= 600_000, String(short));
    });

    it("keeps empty, numeric and binary values as they are", async () => {
      for (const [value, text] of [
        ["", ""],
        [42, "42"],
        [Buffer.from("é"), "é"],
      ] as const) {
        const lease = client.lease();
        await client.del(KEY);
        await lease.get(KEY);
        assert.equal(await lease.set(KEY, value), "OK");
        assert.equal(await client.lease().get(KEY), text);
      }
    });

    it("reads a value that looks like a token as a miss, and keeps it", async () => {
      const value = "\u0000lease:mine";
      await client.set(KEY, value);
      const lease = client.lease();
      assert.equal(await lease.get(KEY), null);
      assert.equal(await lease.set(KEY, "1"), null);
      assert.equal(await client.get(KEY), value);
    });

    it("hands on the errors of the server, and fills nothing after them", async () => {
      const lease = client.lease();
      await lease.get(KEY);
      await assert.rejects(lease.set(KEY, "1", { seconds: 0 }), /expire/u);
      assert.equal(await client.lease().get(KEY), null);
    });
  });
