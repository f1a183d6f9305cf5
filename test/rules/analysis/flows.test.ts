import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { effectsOf } from "./support.ts";
import type { CheckOptions } from "./support.ts";

const head = `import Redis from "ioredis"; const redis = new Redis();`;

/** The effects of `run` with this body. */
function check(
  body: string,
  expected: readonly string[],
  options: CheckOptions = {},
): void {
  const text = `${head} export async function run(id: string, other: string, done: () => Promise<void>) { ${body} }`;
  assert.deepEqual(effectsOf("run", text, options), expected);
}

describe("statements", () => {
  it("know after an early return what was not the case", () => {
    check(
      `const hit = await redis.get(id); if (hit) return; await redis.del(id);`,
      ["cache-read {id}", "cache-delete {id}, if not {result of redis.get}"],
    );
  });

  it("keep the arms of an if apart", () => {
    check(
      `if (id === other) await redis.get("a"); else await redis.get("b");`,
      [
        "cache-read a, if {id === other}",
        "cache-read b, if not {id === other}",
      ],
    );
  });

  it("keep the cases of a switch apart", () => {
    check(
      `switch (id) { case "x": await redis.get("a"); break; default: await redis.get("b"); }`,
      ["cache-read a, if {id === x}", "cache-read b, if other"],
    );
  });

  it("mark what a catch clause does", () => {
    check(`try { await redis.get("a"); } catch { await redis.get("b"); }`, [
      "cache-read a",
      "cache-read b, if caught",
    ]);
  });

  it("mark what a loop repeats", () => {
    check(`for (const one of [id]) await redis.get("a");`, [
      "cache-read a, in loop",
    ]);
  });

  it("stop at a throw", () => {
    check(`throw new Error(id); await redis.get("a");`, []);
  });
});

describe("calls", () => {
  it("are not waited for without await", () => {
    check(`redis.get("a");`, ["cache-read a, not awaited"]);
  });

  it("run side by side in Promise.all", () => {
    check(`await Promise.all([redis.get("a"), redis.get("b")]);`, [
      "cache-read a, in parallel, in lane",
      "cache-read b, in parallel, in lane",
    ]);
  });

  it("run the callbacks of lists in a loop", () => {
    check(`await Promise.all([id].map(async (one) => redis.get("a")));`, [
      "cache-read a, in parallel, in loop",
    ]);
  });

  it("run what follows a promise after it", () => {
    check(`await redis.get("a").then(() => redis.del("b"));`, [
      "cache-read a",
      "cache-delete b",
    ]);
  });

  it("keep a caller's callback as a hole", () => {
    check(`await done();`, ["callback-call {done}"]);
  });
});

describe("summaries", () => {
  const helpers = `import Redis from "ioredis"; const redis = new Redis();
    export const userKey = (id: string) => \`user:\${id}\`;
    export async function forget(key: string) { await redis.del(key); }
    export async function around(body: () => Promise<void>) { await redis.get("before"); await body(); }
    export function maker(prefix: string) { return async (id: string) => redis.get(prefix + id); }
    export async function again(id: string) { await redis.get(id); await again(id); }`;

  function checkHelper(body: string, expected: readonly string[]): void {
    const text = `import { userKey, forget, around, maker, again } from "./helpers.ts"; ${head}
      export async function run(id: string) { ${body} }`;
    assert.deepEqual(
      effectsOf("run", text, { files: { "helpers.ts": helpers } }),
      expected,
    );
  }

  it("fill a helper's parameters", () => {
    checkHelper(`await forget("user:" + id);`, ["cache-delete user:{id}"]);
  });

  it("see keys through helpers", () => {
    checkHelper(`await redis.get(userKey(id));`, ["cache-read user:{id}"]);
  });

  it("run a callback where the helper calls it", () => {
    checkHelper(`await around(async () => { await redis.del(id); });`, [
      "cache-read before",
      "cache-delete {id}",
    ]);
  });

  it("fill what a returned closure closes over", () => {
    checkHelper(`const read = maker("team:"); await read(id);`, [
      "cache-read team:{id}",
    ]);
  });

  it("cut recursion", () => {
    checkHelper(`await again(id);`, ["cache-read {id}"]);
  });
});
