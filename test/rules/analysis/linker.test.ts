import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { effectsOf } from "./support.ts";
import type { CheckOptions } from "./support.ts";

/** The effects of `run` in the main file. */
function check(
  text: string,
  files: NonNullable<CheckOptions["files"]>,
  expected: readonly string[],
  name = "run",
): void {
  assert.deepEqual(effectsOf(name, text, { files }), expected);
}

const client = `import Redis from "ioredis"; export const box = new Redis();`;
const run = `export async function run(id: string) { await box.get(id); }`;

describe("the linker follows", () => {
  it("an import", () => {
    check(
      `import { box } from "./client.ts"; ${run}`,
      { "client.ts": client },
      ["cache-read {id}"],
    );
  });

  it("a re-export under another name", () => {
    check(
      `import { box } from "./index.ts"; ${run}`,
      {
        "client.ts": `import Redis from "ioredis"; export const made = new Redis();`,
        "index.ts": `export { made as box } from "./client.ts";`,
      },
      ["cache-read {id}"],
    );
  });

  it("a barrel to the one file that has the name", () => {
    check(
      `import { box } from "./index.ts"; ${run}`,
      {
        "other.ts": `export const other = 1;`,
        "client.ts": client,
        "index.ts": `export * from "./other.ts"; export * from "./client.ts";`,
      },
      ["cache-read {id}"],
    );
  });

  it("a barrel of barrels", () => {
    check(
      `import { box } from "./index.ts"; ${run}`,
      {
        "client.ts": client,
        "inner.ts": `export * from "./client.ts";`,
        "index.ts": `export * from "./inner.ts";`,
      },
      ["cache-read {id}"],
    );
  });

  it("a path alias of tsconfig", () => {
    check(
      `import { box } from "@/client"; ${run}`,
      {
        "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
        "src/client.ts": client,
      },
      ["cache-read {id}"],
    );
  });

  it("a module variable that is assigned later", () => {
    check(
      `import Redis from "ioredis"; let box: Redis | null = null;
       export function connect() { box = new Redis(); } ${run}`,
      {},
      ["cache-read {id}"],
    );
  });

  it("a factory's return", () => {
    check(
      `import Redis from "ioredis"; function connect() { return new Redis(); }
       const box = connect(); ${run}`,
      {},
      ["cache-read {id}"],
    );
  });

  it("a destructured initialiser", () => {
    check(
      `import Redis from "ioredis"; const { box } = { box: new Redis() }; ${run}`,
      {},
      ["cache-read {id}"],
    );
  });

  it("a constructor's parameter by its type", () => {
    check(
      `import { Store } from "./store.ts";
       export class Show { constructor(private readonly store: Store) {}
         async run(id: string) { await this.store.read(id); } }`,
      {
        "store.ts": `import Redis from "ioredis";
          export class Store { private readonly box = new Redis();
            async read(id: string) { return this.box.get("user:" + id); } }`,
      },
      ["cache-read user:{id}"],
      "Show.run",
    );
  });

  it("a field's initialiser in a base class", () => {
    check(
      `import { Base } from "./base.ts";
       export class Show extends Base { async run(id: string) { await this.box.get(id); } }`,
      {
        "base.ts": `import Redis from "ioredis"; export class Base { protected box = new Redis(); }`,
      },
      ["cache-read {id}"],
      "Show.run",
    );
  });

  it("an injection token", () => {
    check(
      `import { Inject } from "@nestjs/common"; import { CACHE_MANAGER } from "@nestjs/cache-manager";
       export class Show { constructor(@Inject(CACHE_MANAGER) private readonly cache) {}
         async run(id: string) { await this.cache.get(id); } }`,
      {},
      ["cache-read {id}"],
      "Show.run",
    );
  });

  it("nothing that is missing", () => {
    check(
      `import { box } from "./gone.ts"; export async function run(id: string) { await box.frobnicate(id); }`,
      {},
      ["opaque {box.frobnicate}"],
    );
  });
});
