/**
 * A lease on a missing cache entry (node-redis), so that a value that was loaded
 * before an invalidation is not stored after it.
 *
 * A miss leaves a token under the key itself. Whoever deletes or overwrites the
 * key removes the token with it, and a value is stored only while the reader's
 * own token is still there. Redis does each of these as one step.
 *
 *     const lease = leaseOn(redis);
 *     const cached = await lease.get(key);
 *     if (cached !== null) return JSON.parse(cached);
 *     const row = await load();
 *     await lease.set(key, JSON.stringify(row), { seconds: 3600 });
 *
 * - Every reader of the key goes through here: a plain `get` would take the
 *   token for a value.
 * - Writers stay as they are: change the data, wait until the change is
 *   committed, then delete the key.
 * - The load reads current data. One from a lagging replica can still be old.
 */
import { randomUUID } from "node:crypto";

/** Longest time from a miss to its fill; a slower reader's value is not stored. */
const LEASE_MILLISECONDS = 10_000;

/** Begins every token. A value that begins like this is never a hit. */
const PREFIX = "\u0000lease:";

const GET_OR_LEASE = `
  local found = redis.call("GET", KEYS[1])
  if not found then redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2]) end
  return found
`;

const GET = `return redis.call("GET", KEYS[1])`;

const SET_IF_LEASED = `
  if redis.call("GET", KEYS[1]) ~= ARGV[1] then return false end
  if not ARGV[3] then return redis.call("SET", KEYS[1], ARGV[2]) end
  return redis.call("SET", KEYS[1], ARGV[2], ARGV[3], ARGV[4])
`;

/** What is needed of the client: of `createClient`, `createCluster` or the like. */
interface Client {
  eval(
    script: string,
    options: { keys: string[]; arguments: (string | Buffer)[] },
  ): Promise<unknown>;
}

export type Expiry =
  | { readonly seconds: number | string }
  | { readonly milliseconds: number | string };

/** Of one request. Each key can be filled once. */
export interface Lease {
  /** The value. `null` when there is none, or when another reader is loading it. */
  get(key: string): Promise<string | null>;
  /**
   * Stores the value that was loaded after this lease's first `get` of the key.
   * `null`: not stored, because it is not known to be current, or because
   * another reader is about to store it.
   */
  set(
    key: string,
    value: string | number | Buffer,
    expiry?: Expiry,
  ): Promise<"OK" | null>;
}

/** A lease for one request. Errors are those of the client. */
export function leaseOn(client: Client): Lease {
  const tokens = new Map<string, string>();
  return {
    async get(key) {
      // A second miss must not renew the lease: the load may lie before it.
      const script = tokens.has(key) ? GET : GET_OR_LEASE;
      const token = tokens.get(key) ?? PREFIX + randomUUID();
      tokens.set(key, token);
      const found = await client.eval(script, {
        keys: [key],
        arguments: [token, String(LEASE_MILLISECONDS)],
      });
      return typeof found !== "string" || found.startsWith(PREFIX)
        ? null
        : found;
    },
    async set(key, value, expiry) {
      const token = tokens.get(key);
      if (token === undefined) return null;
      const text = typeof value === "number" ? String(value) : value;
      const reply = await client.eval(SET_IF_LEASED, {
        keys: [key],
        arguments: [token, text, ...words(expiry)],
      });
      return reply === "OK" ? reply : null;
    },
  };
}

function words(expiry: Expiry | undefined): string[] {
  if (expiry === undefined) return [];
  return "seconds" in expiry
    ? ["EX", String(expiry.seconds)]
    : ["PX", String(expiry.milliseconds)];
}
