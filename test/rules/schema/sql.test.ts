import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readSqlTables } from "../../../rules/src/schema/sql.ts";
import { uniquenessOf } from "../../../rules/src/schema/table.ts";

function ask(texts: readonly string[], table: string, ...columns: string[]) {
  const found = readSqlTables(texts).find(({ names }) => names.includes(table));
  return uniquenessOf(found, columns);
}

const create = `
CREATE TABLE "users" (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), -- the key; of course
  email text NOT NULL UNIQUE,
  tenant_id uuid NOT NULL,
  name text DEFAULT 'a;b',
  CONSTRAINT users_name_key UNIQUE (tenant_id, name)
);`;

describe("tables of SQL files", () => {
  it("have the keys of CREATE TABLE", () => {
    assert.equal(ask([create], "users", "id"), "unique");
    assert.equal(ask([create], "users", "email"), "unique");
    assert.equal(ask([create], "users", "tenantId", "name"), "unique");
    assert.equal(ask([create], "users", "name"), "not unique");
  });

  it("get keys by later statements, and lose them", () => {
    const index = "CREATE UNIQUE INDEX users_by_name ON users (name);";
    const constraint = "ALTER TABLE users ADD CONSTRAINT one UNIQUE (name);";
    assert.equal(ask([create, index], "users", "name"), "unique");
    assert.equal(ask([create, constraint], "users", "name"), "unique");
    const dropped = "DROP INDEX users_by_name;";
    assert.equal(ask([create, index, dropped], "users", "name"), "not unique");
    const undone = "ALTER TABLE users DROP CONSTRAINT users_name_key;";
    assert.equal(
      ask([create, undone], "users", "tenant_id", "name"),
      "not unique",
    );
  });

  it("are unknown where an index holds for some rows, or a statement is not read", () => {
    const partial =
      "CREATE UNIQUE INDEX one ON users (name) WHERE deleted_at IS NULL;";
    assert.equal(ask([create, partial], "users", "name"), "unknown");
    const foreign =
      "CREATE TABLE `orders` (`id` int NOT NULL AUTO_INCREMENT, `number` int, KEY `x` (`number`)) ENGINE=InnoDB;";
    assert.equal(ask([foreign], "orders", "number"), "unknown");
    assert.equal(
      ask(["ALTER TABLE users ADD COLUMN age int;"], "users", "age"),
      "unknown",
    );
  });

  it("end where the way back begins", () => {
    const both = `${create}\n-- migrate:down\nDROP TABLE users;`;
    assert.equal(ask([both], "users", "email"), "unique");
  });

  it("never fail", () => {
    for (const text of ["CREATE TABLE", "CREATE TABLE (((", "'", "$$", ";;;"])
      assert.deepEqual(readSqlTables([text]), []);
  });
});
