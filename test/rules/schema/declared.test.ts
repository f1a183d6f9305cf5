/** Tables that code declares, found from the rows that are written. */
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { uniquenessOf } from "../../../rules/src/schema/table.ts";
import type { Table } from "../../../rules/src/schema/table.ts";
import { flowsOf } from "../analysis/support.ts";

type Files = Readonly<Record<string, string>>;

/** The table of the last row effect in the text. */
function tableIn(text: string, files: Files = {}): Table | undefined {
  const found = flowsOf(text, { files }).flatMap(({ effects, module }) =>
    effects.flatMap((effect) =>
      effect.kind === "row" ? [module.table(effect)] : [],
    ),
  );
  return found.at(-1);
}

const ask = (table: Table | undefined, ...columns: string[]) =>
  uniquenessOf(table, columns);

const prismaInsert = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const add = (email: string) => prisma.user.create({ data: { email } });`;

const model = (unique: string) =>
  `model User {\n  id String @id\n  email String ${unique}\n}`;

describe("the table of a row", () => {
  it("is found in the package's Prisma schema", () => {
    const table = tableIn(prismaInsert, {
      "prisma/schema.prisma": model("@unique"),
    });
    assert.equal(ask(table, "email"), "unique");
    assert.equal(ask(tableIn(prismaInsert), "email"), "unknown");
  });

  it("is found in a schema of several files, where package.json names it", () => {
    const files = {
      "package.json": `{ "prisma": { "schema": "./db/models" } }`,
      "db/models/user.prisma": model("@unique"),
      "old/schema.prisma": model(""),
    };
    assert.equal(ask(tableIn(prismaInsert, files), "email"), "unique");
  });

  it("is unknown where two schemas disagree", () => {
    const files = {
      "a/schema.prisma": model("@unique"),
      "b/schema.prisma": model(""),
    };
    assert.equal(ask(tableIn(prismaInsert, files), "email"), "unknown");
  });

  it("is an entity class of TypeORM, with what it inherits", () => {
    const entity = `import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from "typeorm";
      class Base { @PrimaryGeneratedColumn("uuid") id: string; @Column({ unique: true }) slug: string; }
      @Entity() @Unique(["tenantId", "email"]) @Index("byCode", ["code"], { unique: true })
      export class User extends Base {
        @Column() tenantId: string;
        @Column() email: string;
        @Column() code: string;
        @Column() name: string;
      }`;
    const table = tableIn(
      `import { Repository } from "typeorm"; import { User } from "./user";
       export const add = (users: Repository<User>, name: string) => users.insert({ name });`,
      { "user.ts": entity },
    );
    assert.equal(ask(table, "id"), "unique");
    assert.equal(ask(table, "slug"), "unique");
    assert.equal(ask(table, "code"), "unique");
    assert.equal(ask(table, "tenantId", "email"), "unique");
    assert.equal(ask(table, "email"), "not unique");
    assert.equal(ask(table, "name"), "not unique");
  });

  it("is unknown where a decorator's options are not written there", () => {
    const table = tableIn(`import { Column, Entity, Repository } from "typeorm";
      import { options } from "./options";
      @Entity() class User { @Column({ ...options }) email: string; @Column() name: string; }
      export const add = (users: Repository<User>) => users.insert({ name: "" });`);
    assert.equal(ask(table, "name"), "unknown");
  });

  it("is a Drizzle table of another file", () => {
    const tables = `import { pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
      export const members = pgTable("members", {
        team: text("team").notNull(), user: text("user"), badge: text("badge").unique(), nick: text("nick"), role: text("role"),
      }, (t) => [primaryKey({ columns: [t.team, t.user] }), uniqueIndex("n").on(t.team, t.nick)]);
      export const guests = pgTable("guests", { id: text("id").primaryKey(), code: text("code"), name: text("name") },
        (t) => ({ code: unique().on(t.code) }));`;
    const insert = (name: string) =>
      tableIn(
        `import { drizzle } from "drizzle-orm/node-postgres"; import { ${name} } from "./tables";
         const db = drizzle(""); export const add = (row: never) => db.insert(${name}).values(row);`,
        { "tables.ts": tables },
      );
    assert.equal(ask(insert("members"), "team", "user"), "unique");
    assert.equal(ask(insert("members"), "team", "nick"), "unique");
    assert.equal(ask(insert("members"), "badge"), "unique");
    assert.equal(ask(insert("members"), "role"), "not unique");
    assert.equal(ask(insert("guests"), "code"), "unique");
    assert.equal(ask(insert("guests"), "name"), "not unique");
  });

  it("is a Mongoose schema with its indexes and its version key", () => {
    const file = (options: string, more: string) =>
      `import { Schema, model } from "mongoose";
       const schema = new Schema({ email: { type: String, unique: true }, team: String, nick: String }, ${options});
       ${more}
       const User = model("User", schema);
       export const add = (email: string) => User.create({ email });`;
    const table = tableIn(
      file("{}", "schema.index({ team: 1, nick: 1 }, { unique: true });"),
    );
    assert.equal(ask(table, "email"), "unique");
    assert.equal(ask(table, "team", "nick"), "unique");
    assert.equal(ask(table, "nick"), "not unique");
    assert.equal(table?.versioning, "arrays");
    assert.equal(
      tableIn(file("{ versionKey: false }", ""))?.versioning,
      "none",
    );
    assert.equal(
      tableIn(file("{ optimisticConcurrency: true }", ""))?.versioning,
      "every",
    );
    const plugin = "schema.plugin(updateIfCurrentPlugin);";
    assert.equal(tableIn(file("{}", plugin))?.versioning, "every");
  });

  it("is a Sequelize model, defined or initialised", () => {
    const options = `{ indexes: [{ unique: true, fields: ["a", "b"] }], version: true }`;
    const attributes = `{ email: { type: DataTypes.STRING, unique: true }, a: DataTypes.STRING, b: DataTypes.STRING }`;
    const defined = tableIn(`import { DataTypes, Sequelize } from "sequelize";
      const sequelize = new Sequelize("");
      const User = sequelize.define("User", ${attributes}, ${options});
      export const add = (email: string) => User.create({ email });`);
    const initialised = tableIn(`import { DataTypes, Model } from "sequelize";
      class User extends Model {}
      User.init(${attributes}, ${options});
      export const add = (email: string) => User.create({ email });`);
    for (const table of [defined, initialised]) {
      assert.equal(ask(table, "email"), "unique");
      assert.equal(ask(table, "a", "b"), "unique");
      assert.equal(ask(table, "a"), "not unique");
      assert.equal(table?.versioning, "every");
    }
  });

  it("is a table of the SQL files for a query builder", () => {
    const table = tableIn(
      `import knex from "knex"; const db = knex({});
       export const add = (email: string) => db("users").insert({ email });`,
      {
        "migrations/1.sql":
          "CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, name text);",
      },
    );
    assert.equal(ask(table, "email"), "unique");
    assert.equal(ask(table, "name"), "not unique");
  });
});
