import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { libraries } from "../../../rules/src/catalog/index.ts";
import { callbackForms } from "../../../rules/src/catalog/caches/redis.ts";
import type { CallEntry } from "../../../rules/src/catalog/entry.ts";
import { calledChains, isCalled } from "./called-paths.ts";

interface Checked {
  readonly library: string;
  /** The file under `calls/` that the type checker reads with the package's real types. */
  readonly file: string;
  /** Paths of older versions, or of sibling packages, that this version's types lack. */
  readonly elsewhere?: readonly string[];
}

const redisOfOldVersions = callbackForms.flatMap(pathsOf);
const anyCache = ["peek", "clear", "flushAll", "reset"];

/** Every path of these libraries is called, with real types, in the named file. */
const checked: readonly Checked[] = [
  { library: "ioredis", file: "ioredis" },
  { library: "redis", file: "redis", elsewhere: redisOfOldVersions },
  { library: "@upstash/redis", file: "upstash" },
  { library: "cache-manager", file: "cache-manager", elsewhere: ["reset"] },
  { library: "node-cache", file: "node-cache", elsewhere: anyCache },
  { library: "lru-cache", file: "lru-cache", elsewhere: [...anyCache, "del"] },
  { library: "keyv", file: "keyv", elsewhere: anyCache },
  {
    library: "typeorm",
    file: "typeorm",
    elsewhere: ["getCustomRepository", "runInTransaction"],
  },
  {
    library: "mongoose",
    file: "mongoose",
    elsewhere: ["findOneAndRemove", "findByIdAndRemove", "remove"],
  },
  { library: "mongodb", file: "mongodb" },
  { library: "drizzle", file: "drizzle" },
  { library: "sequelize", file: "sequelize" },
  { library: "knex", file: "knex" },
  { library: "kysely", file: "kysely" },
  { library: "pg", file: "sql-drivers" },
  { library: "mysql2", file: "sql-drivers" },
  { library: "postgres", file: "sql-drivers" },
  { library: "bullmq", file: "bullmq" },
  { library: "kafkajs", file: "messaging" },
  { library: "amqplib", file: "messaging" },
  {
    library: "stripe",
    file: "stripe",
    elsewhere: ["retrieveUpcoming", "approve"],
  },
  { library: "nodemailer", file: "mail" },
  { library: "resend", file: "mail" },
  { library: "redlock", file: "redlock", elsewhere: ["lock", "unlock"] },
];

describe("catalogue calls against the packages' types", () => {
  for (const { library, file, elsewhere = [] } of checked) {
    it(`${library}: each path is called in calls/${file}.ts`, () => {
      const chains = calledChains(
        readFileSync(new URL(`calls/${file}.ts`, import.meta.url), "utf8"),
      );
      const missing = pathsOfLibrary(library).filter(
        (path) => !elsewhere.includes(path) && !isCalled(path, chains),
      );
      assert.deepEqual(missing, []);
    });
  }
});

function pathsOfLibrary(name: string): readonly string[] {
  const library = libraries.find((one) => one.name === name);
  assert.ok(library, `${name} is in the catalogue`);
  return [...new Set(library.calls.flatMap(pathsOf))];
}

function pathsOf(entry: CallEntry): readonly string[] {
  return typeof entry.path === "string" ? [entry.path] : entry.path;
}
